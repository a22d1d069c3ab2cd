"""The vocabulary as JSON: everything comes back, but for what must not be written."""

import json
from dataclasses import fields
from typing import Any, get_args

import pytest

from hotline.ivr import vocabulary
from hotline.ivr.codec import CodecError, from_json, to_json
from hotline.ivr.run import Run, Topic, Wait
from hotline.ivr.vocabulary import (
    Consult,
    HangUp,
    Input,
    KeyPressed,
    MarkSurvey,
    MessageTaken,
    Note,
    Order,
    Passage,
    Prompt,
    Replied,
    RequestCallback,
    SecretKeys,
    SetTimer,
    Speak,
)

RUN = Run(
    flow="main",
    version=3,
    node="listen",
    stage="passage",
    waits_for=Wait.KEY,
    speaking=(Prompt("choose_again"), Passage("1001", "v7", "2026-11-24", 2, "slow")),
    codes=("2001", "3001"),
    topic=Topic("1001", "v7", 4, "2026-11-24"),
    paragraph=2,
    is_open=False,
)


@pytest.mark.parametrize(
    "value",
    [
        Speak((Prompt("welcome"), Passage("1001", "v7", "2026-11-24", 0, "normal"))),
        Speak(()),
        Consult("topic", {"code": "1001"}),
        Replied("most_asked", {"codes": ["1001"], "word": "Prompt"}),
        MessageTaken(2.5),
        MarkSurvey(None),
        MarkSurvey(5),
        SecretKeys(on=True),
        RequestCallback(),
        Note("key", {"node": "menu_open", "key": "1"}),
        KeyPressed("#"),
        HangUp("flow_ended"),
        RUN,
        Run(flow="main", version=1),
    ],
)
def test_what_was_written_is_read(value: object) -> None:
    assert from_json(json.loads(json.dumps(to_json(value)))) == value


@pytest.mark.parametrize("cls", [*get_args(Input), *get_args(Order), *get_args(vocabulary.Utterance)])
def test_every_word_is_written_with_its_name(cls: type[Any]) -> None:
    value = cls(**{f.name: _sample(f.name) for f in fields(cls)})
    assert to_json(value)["word"] == cls.__name__


def test_what_is_secret_is_neither_written_nor_shown() -> None:
    for value in (
        Run(flow="main", version=1, secret_digits="8842", keys_ahead="8842"),
        Consult("topic", {}, "8842"),
        RequestCallback("8842"),
    ):
        assert "8842" not in json.dumps(to_json(value))
        assert "8842" not in repr(value)
    assert from_json(to_json(RequestCallback("8842"))) == RequestCallback()


def test_a_key_is_not_shown() -> None:
    assert repr(KeyPressed("7")) == "KeyPressed()"


def test_an_older_run_without_a_new_field_is_read() -> None:
    written = to_json(RUN)
    del written["is_open"]
    assert from_json(written).is_open is True


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "Nothing"},
        {"kind": "Prompt"},
        {"kind": "SetTimer", "seconds": "x"},
        {"word": "Speak", "utterances": 1},
    ],
)
def test_what_was_not_written_by_us_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(CodecError):
        from_json(data)


@pytest.mark.parametrize("value", [object(), {"word": "Prompt"}, None, "Prompt"])
def test_what_is_no_word_is_not_written(value: object) -> None:
    with pytest.raises(CodecError):
        to_json(value)


def test_whole_seconds_come_back_as_a_number() -> None:
    assert from_json(to_json(SetTimer(5))) == SetTimer(5.0)


def _sample(field: str) -> object:
    samples: dict[str, object] = {"utterances": (), "args": {}, "reply": {}, "data": {}}
    return samples.get(field, 1 if field in ("seconds", "index", "speed", "level", "max_seconds") else "x")
