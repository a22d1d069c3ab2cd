"""The line's own sentences: their texts, their files, and whether the two still fit."""

from hotline.speech.prompts.files import beep_file, prompt_file

__all__ = ["beep_file", "prompt_file"]
