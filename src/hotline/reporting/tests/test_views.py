"""The report page and its file, as the people who may see them get them."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from hotline.accounts.models import Role, Staff
from hotline.kernel import clock
from hotline.reporting import views
from hotline.reporting.definitions import DEFINITIONS

from .record import NOON, call, heard, marked, work

pytestmark = pytest.mark.django_db

DAY = "?from=2026-11-24&to=2026-11-24"


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(hours=5))


def signed_in(role: str) -> Client:
    """The browser of somebody with this role."""
    client = Client()
    client.force_login(Staff.objects.create(username=role, display_name=role, role=role, work_number=role[:10]))
    return client


@pytest.fixture
def supervisor() -> Client:
    return signed_in(Role.SUPERVISOR)


def test_who_is_not_signed_in_is_sent_to_sign_in() -> None:
    for path in ("/desk/report", "/desk/report.csv"):
        response = Client().get(path)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/desk/sign-in")


def test_without_a_day_it_is_today_where_the_centre_is(supervisor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 23, 16, 30, tzinfo=UTC))
    page = supervisor.get("/desk/report")
    assert page.context["query"] == "from=2026-11-24&to=2026-11-24"
    assert [(name, span.first.isoformat()) for name, span, _ in page.context["shortcuts"]][1:3] == [
        ("今天", "2026-11-24"),
        ("昨天", "2026-11-23"),
    ]


@pytest.mark.parametrize(("role", "status"), [
    (Role.ADVISER, 403),
    (Role.EDITOR, 403),
    (Role.INSPECTOR, 403),
    (Role.SUPERVISOR, 200),
    (Role.MANAGER, 200),
    (Role.ADMINISTRATOR, 200),
])  # fmt: skip
def test_who_may_see_figures(role: str, status: int) -> None:
    client = signed_in(role)
    assert client.get("/desk/report").status_code == status
    assert client.get("/desk/report.csv").status_code == status


def test_the_page_shows_exact_figures(supervisor: Client) -> None:
    for wait in (10, 20):
        answered = call(("flow", 5), ("queue", wait), ("served", 60))
        work(answered, after=5 + wait, talk=60, wrap_up=40)
        marked(answered, 5)
    heard(call(("flow", 30)), pieces=3)
    call(("flow", 5), ("queue", 30), at=NOON + timedelta(hours=1))
    page = supervisor.get("/desk/report" + DAY)
    totals = dict(zip(views.COLUMNS, page.context["totals"], strict=True))
    assert totals == {
        "calls": "4",
        "answered": "2",
        "self_service": "1",
        "abandoned": "1",
        "abandoned_short": "0",
        "left_menu": "0",
        "lost": "0",
        "connect_rate": "75.0 %",
        "adviser_connect_rate": "50.0 %",
        "service_level": "33.3 %",
        "mean_wait": "20.0 秒",
        "speed_of_answer": "15.0 秒",
        "handle_time": "1 分 40 秒",
        "survey_answered_rate": "100.0 %",
        "satisfaction": "100.0 %",
    }
    assert page.context["finding"] == "来电最多的是 12:00：3 通，接通 100.0 %"
    assert [label for label, figures in page.context["rows"] if figures[0] != "0"] == ["12:00", "13:00"]


@pytest.mark.parametrize(
    ("query", "language", "finding"),
    [
        (DAY, "zh-hans", "来电最多的是 12:00：1 通，接通 0.0 %"),
        (DAY, "en", "Busiest at 12:00: 1 call, 0.0 % connected"),
        ("?from=2026-11-20&to=2026-11-30", "en", "Busiest on 2026-11-24: 1 call, 0.0 % connected"),
    ],
)
def test_the_busiest_time_is_named_as_hour_or_day(supervisor: Client, query: str, language: str, finding: str) -> None:
    call(("flow", 30))
    page = supervisor.get("/desk/report" + query, headers={"accept-language": language})
    assert page.context["finding"] == finding


def test_every_figure_stands_with_its_meaning_and_formula(supervisor: Client) -> None:
    text = supervisor.get("/desk/report" + DAY, headers={"accept-language": "en"}).content.decode()
    for definition in DEFINITIONS:
        assert f'id="def-{definition.key}"' in text
    for key in (*views.COLUMNS, *views.HEADLINES):
        assert f'href="#def-{key}"' in text
    assert "calls with a queue segment" in text
    assert "人工" not in text


def test_a_day_without_calls_says_what_will_appear(supervisor: Client) -> None:
    text = supervisor.get("/desk/report" + DAY).content.decode()
    assert "第一通电话结束后，这里就有数字" in text
    assert "<svg" not in text


def test_the_chart_shows_each_outcome_in_words_too(supervisor: Client) -> None:
    call(("queue", 10), reason="abandoned_in_queue")
    text = supervisor.get("/desk/report" + DAY).content.decode()
    assert text.count("<rect") == 1
    assert "<title>12:00 放弃 1</title>" in text
    assert "数字见下表。</title>" in text


def test_without_dates_today_is_shown(supervisor: Client) -> None:
    report = supervisor.get("/desk/report").context["report"]
    assert (report.first, report.last, report.step) == (date(2026, 11, 24), date(2026, 11, 24), "hour")


@pytest.mark.parametrize(("query", "words"), [
    ("?from=24.11.2026", "日期要写成"),
    ("?from=2026-11-24&to=2026-11-01", "请对调"),
    ("?from=2026-01-01&to=2026-11-01", "一次最多看 93 天"),
    ("?from=0001-01-01", "没有记录"),
    ("?from=9999-12-31", "没有记录"),
    ("?from=<script>", "日期要写成"),
])  # fmt: skip
def test_days_that_cannot_be_shown_are_refused_with_words(supervisor: Client, query: str, words: str) -> None:
    page = supervisor.get("/desk/report" + query)
    assert page.status_code == 400
    assert words in page.content.decode()
    assert "<script>&" not in page.content.decode()
    sheet = supervisor.get("/desk/report.csv" + query)
    assert (sheet.status_code, sheet["Content-Type"]) == (400, "text/plain; charset=utf-8")


def test_the_file_has_every_figure_of_every_row(supervisor: Client) -> None:
    work(call(("queue", 10), ("served", 60)), after=10, talk=60, wrap_up=40.5)
    response = supervisor.get("/desk/report.csv?from=2026-11-23&to=2026-11-24")
    assert response["Content-Disposition"] == 'attachment; filename="hotline-2026-11-23-2026-11-24.csv"'
    text = response.content.decode("utf-8")
    assert text.startswith("\ufeff时间,来电,")
    heading, empty, day, total = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert len(heading) == len(DEFINITIONS) + 1
    assert dict(zip(heading, day, strict=True)) == {
        "时间": "2026-11-24",
        "来电": "1",
        "进行中": "0",
        "人工接听": "1",
        "自助服务": "0",
        "放弃": "0",
        "短时放弃": "0",
        "菜单中挂机": "0",
        "接通率 [0-1]": "1.0000",
        "人工接通率 [0-1]": "1.0000",
        "服务水平（15 秒） [0-1]": "1.0000",
        "平均等待 [秒]": "10.0000",
        "平均应答速度 [秒]": "10.0000",
        "回到队列": "0",
        "回队等待 [秒]": "",
        "平均处理时长 [秒]": "100.5000",
        "平均通话时长 [秒]": "60.0000",
        "邀评率 [0-1]": "0.0000",
        "参评率 [0-1]": "",
        "满意率 [0-1]": "",
        "系统中断": "0",
        "故障未服务": "0",
        "应急接听": "0",
    }
    assert empty[:4] == ["2026-11-23", "0", "0", "0"]
    assert total == ["合计", *day[1:]]


def test_nothing_personal_stands_on_the_page(supervisor: Client) -> None:
    answered = call(("queue", 10), ("served", 60))
    engagement = work(answered, after=10, talk=60, wrap_up=40)
    text = supervisor.get("/desk/report" + DAY).content.decode()
    assert engagement.staff.work_number not in text.replace("12333", "")
    assert engagement.staff.username not in text
    assert str(answered.id) not in text


def test_the_page_only_reads(supervisor: Client) -> None:
    assert supervisor.post("/desk/report").status_code == 405
