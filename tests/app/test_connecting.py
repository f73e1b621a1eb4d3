"""Every policy of syncscript.toml reaches the engine, in its unit, and rules are told of their connection."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest

from syncscript.app.connecting import policy_of, told_of
from syncscript.config import PolicySettings, load_project
from syncscript.config.starter import StartingSide, starting_files
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


def test_rules_are_told_both_ends_of_their_connection(tmp_path: Path) -> None:
    account = 'email = "sync@example.com"'
    blue = StartingSide("BlueJira", "BLUE", "jira-cloud", "https://blue.example.com", "env:B", account)
    green = StartingSide("GreenJira", "GREEN", "jira-dc", "https://green.example.com", "env:G")
    for name, text in starting_files("blue-green", blue, green).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    here, there = (told_of(load_project(tmp_path), "blue-green", number) for number in (0, 1))
    assert (here["name"], there["name"]) == ("blue-green", "blue-green")
    assert here["localInstance"] == there["remoteInstance"]
    assert here["remoteInstance"] == {
        "name": "GreenJira", "project": "GREEN", "type": "jira-dc", "url": "https://green.example.com"
    }  # fmt: skip
    assert there["trackerSettings"] == {"type": "jira-dc", "url": "https://green.example.com"}
