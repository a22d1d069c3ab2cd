"""A shared value: nobody waits for another's question to the database."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from hotline.desk.selectors import kept
from hotline.desk.selectors.kept import LATE_SECONDS, Kept

FRESH = 0.5
LONGEST_WAIT_SECONDS = 10


class Database:
    """Answers 1, 2, 3 and so on, at once or when it is let go."""

    def __init__(self) -> None:
        self.asked = 0
        self._hung = threading.Event()
        self._let_go = threading.Event()
        self._is_hanging = False

    def __call__(self) -> int:
        """The next number."""
        self.asked += 1
        answer = self.asked
        if self._is_hanging:
            self._is_hanging = False  # the next question is answered at once
            self._hung.set()
            assert self._let_go.wait(LONGEST_WAIT_SECONDS)
        return answer

    @contextmanager
    def hanging(self, value: Kept[int]) -> Iterator[Future[int]]:
        """One who asks, and whose question is not answered before this block ends."""
        self._is_hanging = True
        with ThreadPoolExecutor(1) as pool:
            one = pool.submit(value.get)
            assert self._hung.wait(LONGEST_WAIT_SECONDS)
            try:
                yield one
            finally:
                self._let_go.set()
        one.result()


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A clock that stands still unless moved."""
    clock = SimpleNamespace(at=100.0)
    monkeypatch.setattr(kept, "time", SimpleNamespace(monotonic=lambda: clock.at))
    return clock


@pytest.fixture
def database() -> Database:
    return Database()


@pytest.fixture
def value(database: Database) -> Kept[int]:
    return Kept(database, fresh_seconds=FRESH)


def test_all_share_it_within_its_time(now: SimpleNamespace, value: Kept[int]) -> None:
    assert (value.get(), value.get()) == (1, 1)
    now.at += FRESH
    assert value.get() == 1
    now.at += 0.1
    assert (value.get(), value.get()) == (2, 2)


def test_while_one_question_hangs_others_are_given_the_value_before(
    now: SimpleNamespace, database: Database, value: Kept[int]
) -> None:
    value.get()
    now.at += FRESH + 0.1
    with database.hanging(value) as one:
        assert [value.get(), value.get()] == [1, 1]
        now.at = 100.0 + FRESH + LATE_SECONDS
        assert value.get() == 1
    assert (one.result(), database.asked) == (2, 2)


def test_what_is_too_late_is_shown_to_nobody(now: SimpleNamespace, database: Database, value: Kept[int]) -> None:
    value.get()
    now.at += FRESH + 0.1
    with database.hanging(value):
        now.at += LATE_SECONDS
        assert [value.get(), value.get()] == [3, 3]
    assert value.get() == 3, "the answer that hung is older than what stands there"


def test_the_first_question_may_hang_too(database: Database, value: Kept[int]) -> None:
    with database.hanging(value):
        assert value.get() == 2


def test_what_was_asked_before_it_was_forgotten_is_not_kept(
    now: SimpleNamespace, database: Database, value: Kept[int]
) -> None:
    with database.hanging(value) as one:
        value.forget()
    assert (one.result(), value.get()) == (1, 2)


def test_a_failure_is_told_to_who_asked_and_the_next_one_asks_anew(now: SimpleNamespace) -> None:
    answers: Iterator[int] = iter([1])

    def fails_once() -> int:
        if next(fault, None):
            raise ConnectionError
        return next(answers)

    fault = iter([True])
    value = Kept(fails_once, fresh_seconds=FRESH)
    with pytest.raises(ConnectionError):
        value.get()
    assert value.get() == 1
