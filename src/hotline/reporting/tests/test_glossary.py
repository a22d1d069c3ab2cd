"""The glossary says what the table of definitions says."""

import pytest
from django.conf import settings

from hotline.reporting.definitions import DEFINITIONS
from hotline.reporting.glossary import BEGIN, END, glossary_with_figures
from hotline.reporting.management.commands.glossary_write import GLOSSARY


def test_the_glossary_agrees_with_the_definitions() -> None:
    text = (settings.BASE_DIR / GLOSSARY).read_text(encoding="utf-8")
    assert glossary_with_figures(text) == text, "run: python -m hotline.config.manage glossary_write"
    for definition in DEFINITIONS:
        assert text.count(f"(`{definition.key}`)") == 1
        assert definition.formula.zh in text
        assert definition.meaning.en in text


def test_what_stands_around_the_figures_stays() -> None:
    text = glossary_with_figures(f"before\n{BEGIN}\nold figures\n{END}\nafter\n")
    assert text.startswith(f"before\n{BEGIN}\n")
    assert text.endswith(f"{END}\nafter\n")
    assert "old figures" not in text


@pytest.mark.parametrize("text", ["", BEGIN, END, f"{END}{BEGIN}"])
def test_a_glossary_without_its_marks_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="needs the lines"):
        glossary_with_figures(text)
