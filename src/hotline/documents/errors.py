"""The one kind of error this room raises for people: where it is, what is wrong and what to do, in Chinese and
English.
"""


class DocumentRefusedError(Exception):
    """A file is not taken. `code` is for programs (stable), `zh` and `en` are for the person who handed it over.

    Neither text quotes the file's content: the message may be shown and logged.
    """

    def __init__(self, code: str, *, zh: str, en: str) -> None:
        super().__init__(f"{code}: {en} / {zh}")
        self.code = code
        self.zh = zh
        self.en = en
