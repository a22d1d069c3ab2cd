"""The prompts that a centre speaks by files of its own and not by its voice."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from harness.centre import Centre
from harness.sound import prompt_tone_write


@contextmanager
def in_tones(centre: Centre, *prompts: Sequence[str]) -> Iterator[None]:
    """Each of these (name, language) is heard as the tones of its name; afterwards as the voice again.

    Late packets cannot make tones unlike themselves, as they do with a voice.
    """
    files = {centre.places.prompts / f"shipped/{language}/{name}.wav": (name, language) for name, language in prompts}
    voices = {file: file.read_bytes() for file in files}
    try:
        for file, (name, language) in files.items():
            prompt_tone_write(file, name=name, language=language)
        yield
    finally:
        for file, voice in voices.items():
            file.write_bytes(voice)
