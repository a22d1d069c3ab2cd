"""Django registration of speech."""

from django.apps import AppConfig


class SpeechConfig(AppConfig):
    """Voices, prompts and the cache of spoken sentences; it has no tables."""

    name = "hotline.speech"
    label = "speech"
