"""What people are told when a page cannot be made."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections
from django.test import Client

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("hotline.config.tests.views_to_break")]
JSON = "application/json"


@pytest.fixture
def browser() -> Client:
    """Somebody's browser, which gets what the server answers instead of our exceptions."""
    return Client(raise_request_exception=False)


@pytest.fixture
def impatient(transactional_db: None) -> Iterator[None]:
    """Statements may take one second."""
    options = connections.settings["default"]["OPTIONS"]
    before = dict(options)
    connection.close()
    options["options"] = "-c statement_timeout=1s"
    yield
    connection.close()
    options.clear()
    options.update(before)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("language", "words"), [("zh-hans", "查询用时太长"), ("en", "This took too long")])
def test_a_page_that_takes_too_long_is_given_up_in_the_readers_language(
    browser: Client, language: str, words: str
) -> None:
    answer = browser.get("/slow?seconds=60", headers={"Accept-Language": language, "Accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert words in answer.content.decode()
    assert browser.get("/quick").status_code == 200


@pytest.mark.usefixtures("impatient")
def test_a_script_is_told_in_both_languages(browser: Client) -> None:
    answer = browser.get("/slow?seconds=60", headers={"Accept": JSON})
    assert answer.status_code == 503
    assert answer.json()["problem"] == {
        "zh": "查询用时太长，已中止，没有任何改动。请把范围缩小一些，或稍后再试。",
        "en": "This took too long and was given up; nothing was changed. Ask for less, or try again later.",
    }


@pytest.mark.usefixtures("impatient")
def test_a_view_may_ask_for_more_time_for_itself_alone(browser: Client) -> None:
    assert browser.get("/patient").content == b"there"
    assert browser.get("/slow?seconds=60").status_code == 503


def test_a_database_that_is_away_is_said(browser: Client) -> None:
    answer = browser.get("/away", headers={"Accept": JSON})
    assert (answer.status_code, answer.json()["problem"]["zh"]) == (
        503,
        "数据库暂时没有响应。通常几秒钟就会恢复，请稍候再试。",
    )


def test_a_fault_of_ours_is_owned(browser: Client) -> None:
    answer = browser.get("/wrong", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.has_header("Retry-After")) == (500, False)
    assert "系统出了错，已记入日志" in answer.content.decode()
    assert "ValueError" not in answer.content.decode()
