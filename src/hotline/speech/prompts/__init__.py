"""The line's own sentences: their texts, their files, and whether the two still fit."""

from hotline.speech.prompts.files import beep_file, prompt_file, prompts_to_speak

__all__ = ["beep_file", "prompt_file", "prompts_to_speak"]
