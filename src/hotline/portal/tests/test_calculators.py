"""Calculators on the page: the form, the answer with its working, refusals at the field, the day asked for."""

import pytest
from django.test import Client
from django.utils.html import escape

from hotline.knowledge.calculators import CALCULATORS

from .browsers import english

pytestmark = pytest.mark.usefixtures("centre")


def test_every_calculator_is_listed_and_has_its_form_in_both_languages() -> None:
    listed = Client().get("/calculators/").content.decode()
    for key, calculator in CALCULATORS.items():
        assert f'href="/calculators/{key}/"' in listed
        for client, language in ((Client(), "zh"), (english(), "en")):
            page = client.get(f"/calculators/{key}/").content.decode()
            assert "refused" not in page
            for field in calculator.fields():
                assert f'for="f-{field.name}"' in page
                assert escape(field.ask.label.in_language(language)) in page


def test_an_answer_comes_with_working_figures_and_basis() -> None:
    answer = Client().get("/calculators/overtime/?monthly_wage=8700&weekday_hours=10")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "750元" in page
    assert "《中华人民共和国劳动法》（2018年12月29日版）第四十四条" in page
    assert 'value="8700"' in page


def test_an_impossible_input_is_refused_at_its_field() -> None:
    answer = Client().get("/calculators/overtime/?monthly_wage=abc")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'role="alert" id="refused">请填写数字。' in page
    assert page.count("aria-invalid") == 1
    assert 'value="abc"' in page


def test_what_is_typed_is_never_markup() -> None:
    page = Client().get("/calculators/overtime/?monthly_wage=%22%3E%3Cscript%3E1%3C/script%3E").content.decode()
    assert "<script>1" not in page


def test_a_day_before_all_figures_says_which_is_missing() -> None:
    answer = Client().get("/calculators/overtime/?monthly_wage=8700&weekday_hours=1&day=1990-01-01")
    assert answer.status_code == 400
    assert "1990年1月1日的数值" in answer.content.decode()


def test_there_is_no_calculator_of_that_name() -> None:
    assert Client().get("/calculators/nothing/").status_code == 404
