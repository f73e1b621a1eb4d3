"""Every policy of syncscript.toml reaches the engine, in its unit."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

import pytest

from syncscript.app.connecting import policy_of
from syncscript.config import PolicySettings
from syncscript.engine.connection import Policy


def test_what_nobody_chose_is_the_engines_own_choice() -> None:
    assert policy_of(PolicySettings()) == Policy()


@pytest.mark.parametrize(
    ("key", "value", "name", "meaning"),
    [
        ("conflicts", "manual", "conflicts", "manual"),
        ("removals", 0.5, "removals", 0.5),
        ("doubt_seconds", 7, "doubt", timedelta(seconds=7)),
        ("overlap_minutes", 7, "overlap", timedelta(minutes=7)),
        ("sweep_hours", 7, "sweep", timedelta(hours=7)),
        ("retry_first_minutes", 7, "retry_first", timedelta(minutes=7)),
        ("retry_longest_hours", 7, "retry_longest", timedelta(hours=7)),
        ("workers", 7, "workers", 7),
    ],
)
def test_a_choice_changes_its_policy_alone(key: str, value: object, name: str, meaning: object) -> None:
    chosen = policy_of(PolicySettings.model_validate({key: value}))
    assert asdict(chosen) == {**asdict(Policy()), name: meaning}


def test_no_key_is_left_out() -> None:
    assert len(PolicySettings.model_fields) == len(asdict(Policy()))
