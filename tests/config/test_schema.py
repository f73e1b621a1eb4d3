"""The published JSON Schema says what the models say."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from syncscript.config import schema_text
from tests.config.projects import write_project

PUBLISHED = Path(__file__).parents[2] / "docs/reference/syncscript.schema.json"


def test_the_published_schema_is_fresh() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), (
        "stale: python -c 'from syncscript.config import schema_text; print(schema_text(), end=\"\")' "
        f"> {PUBLISHED.relative_to(Path(__file__).parents[2])}"
    )


def settings(folder: Path) -> object:
    return tomllib.loads((folder / "syncscript.toml").read_text(encoding="utf-8"))


def test_a_new_project_fits_its_schema(tmp_path: Path) -> None:
    jsonschema.validate(settings(write_project(tmp_path)), json.loads(schema_text()))
    first, *_ = (tmp_path / "syncscript.toml").read_text(encoding="utf-8").splitlines()
    assert (tmp_path / first.removeprefix("#:schema ")).read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("change", [("env:BLUE_TOKEN", "abc"), ("removals", "removal")])
def test_editors_see_mistakes_too(tmp_path: Path, change: tuple[str, str]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(settings(write_project(tmp_path, change)), json.loads(schema_text()))
