"""The one kind of error this room raises for people: what happened and what to do, in Chinese and English."""


class SpeechError(Exception):
    """The voice cannot do what was asked. `zh` and `en` say why and what to do; neither holds the text to be spoken."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(f"{en} / {zh}")
        self.zh = zh
        self.en = en
