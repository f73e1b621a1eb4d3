"""Small projects on disk for the tests of configuration and command line."""

from __future__ import annotations

from pathlib import Path

from syncscript.config import StartingSide, starting_files

BLUE = StartingSide(
    "BlueJira",
    "BLUE",
    "jira-cloud",
    "https://blue.example.com",
    "env:BLUE_TOKEN",
    'email = "sync@example.com"',
)
GREEN = StartingSide("GreenJira", "GREEN", "jira-dc", "https://green.example.com", "env:GREEN_TOKEN")


def write_project(folder: Path, *changes: tuple[str, str]) -> Path:
    """Write a project without mistakes, then replace texts in its syncscript.toml."""
    for name, text in starting_files("blue-green", BLUE, GREEN).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = folder / "syncscript.toml"
    text = settings.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    settings.write_text(text, encoding="utf-8")
    return folder
