"""The shape of the project, held by tests."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

SOURCE = Path(__file__).parents[2]
ROOT = SOURCE.parents[1]
WRITTEN_BY_HAND = ("src", "tests", "bench", "frontend/desk", "frontend/phone", "frontend/portal", "frontend/report")
LONGEST_FILE_LINES = 400


def _rooms_upwards() -> list[list[str]]:
    """The rooms as import-linter is told them: one list for foreign keys and imports alike."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = pyproject["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [[name.strip().removeprefix("hotline.") for name in layer.split("|")] for layer in reversed(layers)]


FLOOR_OF = {room: floor for floor, rooms in enumerate(_rooms_upwards()) for room in rooms}


def _relations() -> list[tuple[str, str, str]]:
    return [
        (model._meta.app_label, field.related_model._meta.app_label, f"{model.__name__}.{field.name}")
        for model in apps.get_models()
        if model._meta.app_label in FLOOR_OF
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and isinstance(field.related_model, type)
    ]


def test_foreign_keys_point_downwards() -> None:
    upwards = [
        name
        for source, target, name in _relations()
        if target in FLOOR_OF and source != target and FLOOR_OF[target] >= FLOOR_OF[source]
    ]
    assert upwards == []


def test_every_room_with_tables_has_its_floor() -> None:
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("hotline.")}
    assert ours - set(FLOOR_OF) == set()


@pytest.mark.parametrize("suffix", ["*.py", "*.html", "*.ts", "*.css"])
def test_no_file_grows_beyond_one_noun(suffix: str) -> None:
    files = [
        file for folder in WRITTEN_BY_HAND for file in (ROOT / folder).rglob(suffix) if "migrations" not in file.parts
    ]
    assert files
    too_long = [file.name for file in files if len(file.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE_LINES]
    assert too_long == []
