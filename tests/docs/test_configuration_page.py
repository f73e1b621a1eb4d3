"""The page about syncscript.toml names every key, and its example is a configuration without mistakes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from syncscript.config import (
    ConnectionSettings,
    FmtSettings,
    InstanceSettings,
    LintSettings,
    PolicySettings,
    ProjectSettings,
    SideSettings,
    TriggerSettings,
)

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "configuration.md").read_text("utf-8")
MODELS = (
    ProjectSettings, InstanceSettings, ConnectionSettings, SideSettings, TriggerSettings, PolicySettings,
    LintSettings, FmtSettings,
)  # fmt: skip
FIELDS = [(model, name) for model in MODELS for name in model.model_fields]


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=lambda value: getattr(value, "__name__", value))
def test_every_key_is_told(model: type[BaseModel], name: str) -> None:
    rows = re.findall(r"^\| (`.*?) \|", PAGE, re.M)
    assert any(f"`{name}`" in row for row in rows)


def test_every_key_that_is_told_exists() -> None:
    told = set(re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`.*?) \|", PAGE, re.M))))
    assert told <= {name for _, name in FIELDS}


def test_the_example_is_a_configuration() -> None:
    (example,) = re.findall(r"^```toml syncscript\n(.*?)^```", PAGE, re.S | re.M)
    assert ProjectSettings.model_validate(tomllib.loads(example))
