"""The reading process: what it hands back, and what it may not do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hotline.documents import reading
from hotline.documents.document import Document
from hotline.documents.errors import DocumentRefusedError
from hotline.documents.limits import DEFAULT_LIMITS, Limits
from hotline.documents.questions import questions_csv
from hotline.documents.reading import document_read, questions_read
from hotline.documents.tests.makers import NOTICE, docx_of, pdf_of, read, xlsx_of

CONFINED = """
import sys
from hotline.documents import child
from hotline.documents.limits import DEFAULT_LIMITS
child._confine(DEFAULT_LIMITS)
try:
    {attempt}
except (PermissionError, MemoryError) as error:
    print(type(error).__name__)
"""


def test_what_comes_back_is_what_was_read() -> None:
    seen: list[tuple[int, int]] = []
    for name, data in (("通知.docx", docx_of(NOTICE)), ("通知.pdf", pdf_of(NOTICE))):
        document = document_read(name, data, progress=lambda done, total: seen.append((done, total)))

        here: Document = read(name, data)
        assert document == here
        assert document.warnings == here.warnings
        assert [block.source for block in document.blocks] == [block.source for block in here.blocks]
        assert (document.name, document.kind, document.pages) == (name, here.kind, here.pages)
    assert seen == [(1, 1)]


def test_questions_come_back_with_their_warnings() -> None:
    found = questions_read(
        "问答.xlsx", xlsx_of((("问题", "答案", "关键词"), ("甲？", "子", "乙、丙"), ("丁？", None, None)))
    )

    assert [(row.question, row.words) for row in found.rows] == [("甲？", ("乙", "丙"))]
    assert [warned.zh for warned in found.warnings] == ["工作表“表1”第 3 行没有答案，没有采用。请补上后再交。"]
    assert questions_read("问答.csv", questions_csv(found.rows)).rows[0].question == "甲？"


def test_a_refusal_comes_back_with_its_words() -> None:
    with pytest.raises(DocumentRefusedError) as caught:
        document_read("../../etc/pass\nwd.exe", b"MZ" + b"\x00" * 99)

    assert caught.value.code == "program"
    assert "“passwd.exe”是程序，不是文档" in caught.value.zh


def test_a_file_that_needs_too_much_memory_ends_alone() -> None:
    with pytest.raises(DocumentRefusedError) as caught:
        document_read("长.txt", b"word\n" * 6_000_000, limits=Limits(memory_bytes=200 * 1024**2, characters=10**9))

    assert caught.value.code == "too-much"
    assert "内容异常" in caught.value.zh


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def sleeping(command: list[str], **options: object) -> "subprocess.Popen[bytes]":
        started.append(popen([sys.executable, "-c", "import time; time.sleep(600)"], **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", sleeping)
    with pytest.raises(DocumentRefusedError) as caught:
        document_read("慢.docx", docx_of(NOTICE), limits=Limits(stall_seconds=0.2))

    assert caught.value.code == "time"
    assert started[0].returncode is not None


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "open('PATH', 'w')",
        "import os; os.open('PATH', os.O_CREAT | os.O_WRONLY)",
        "import os; os.remove('PATH')",
        "bytearray(DEFAULT_LIMITS.memory_bytes * 2)",
    ],
)
def test_the_reading_process_can_do_nothing_but_read(attempt: str, tmp_path: Path) -> None:
    there, new = tmp_path / "there", tmp_path / "new"
    there.write_text("kept")
    command = CONFINED.format(attempt=attempt.replace("PATH", str(there if "remove" in attempt else new)))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}

    done = subprocess.run([sys.executable, "-c", command], env=environment, capture_output=True, text=True, check=True)

    assert done.stdout.strip() in ("PermissionError", "MemoryError")
    assert there.read_text() == "kept"
    assert not new.exists()


def test_the_reading_process_knows_nothing_of_the_centre(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTLINE_DATABASE", "secret")

    assert "HOTLINE_DATABASE" not in reading._environment()
    assert DEFAULT_LIMITS.seconds > DEFAULT_LIMITS.stall_seconds
