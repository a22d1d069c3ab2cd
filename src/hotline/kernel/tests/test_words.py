"""Words in two languages: the one that is wanted is shown, and every label of the record has both."""

import re

import pytest
from django.apps import apps
from django.utils import translation

from hotline.kernel.words import Words, language_from_django

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("django_code", "language", "shown"),
    [
        ("zh-hans", "zh", "您好"),
        ("en", "en", "Hello"),
        ("en-gb", "en", "Hello"),
        (None, "zh", "您好"),
        ("fr", "zh", "您好"),
    ],
)
def test_english_is_shown_to_those_who_asked_for_it(django_code: str | None, language: str, shown: str) -> None:
    assert language_from_django(django_code) == language
    with translation.override(django_code):
        assert str(Words("您好", "Hello")) == shown


def test_a_label_is_taken_apart_at_its_space() -> None:
    assert Words.of_label("话后 Wrap-up time") == Words("话后", "Wrap-up time")
    assert Words.of_label("live") == Words("live", "live")


def test_no_label_of_the_record_would_be_cut_in_the_wrong_place() -> None:
    labels = {
        str(label)
        for model in apps.get_models()
        if model.__module__.startswith("hotline.")
        for field in model._meta.get_fields()
        for _, label in getattr(field, "choices", None) or ()
    }
    in_two = {label: Words.of_label(label) for label in labels if HAN.search(label) and " " in label}
    assert in_two
    assert [label for label, words in in_two.items() if HAN.search(words.en) or not HAN.search(words.zh)] == []
