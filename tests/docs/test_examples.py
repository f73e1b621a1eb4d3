"""Rules and configurations that the documentation shows are taken by the program.

A fenced block names what it is: ```groovy outgoing, ```groovy incoming, ```groovy mapping, or
```toml syncscript. Other blocks (a piece of a rule: ```groovy) are not checked.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import syncscript
from syncscript.language.lint import lint

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SIDES = ("BlueJira", "GreenJira")


def blocks(kind: str) -> list[pytest.param]:
    found = []
    for page in PAGES:
        for match in re.finditer(rf"^```{kind}\n(.*?)^```", page.read_text(encoding="utf-8"), re.S | re.M):
            line = page.read_text(encoding="utf-8").count("\n", 0, match.start()) + 2
            found.append(pytest.param(match.group(1), id=f"{page.relative_to(ROOT)}:{line}"))
    return found


@pytest.mark.parametrize("text", blocks("groovy outgoing"))
def test_outgoing_rules_compile(text: str) -> None:
    syncscript.compile(text, kind="outgoing")


@pytest.mark.parametrize("text", blocks("groovy incoming"))
def test_incoming_rules_compile(text: str) -> None:
    syncscript.compile(text, kind="incoming")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param(kind, *block.values, id=block.id)
        for kind in ("outgoing", "incoming", "mapping")
        for block in blocks(f"groovy {kind}")
    ],
)
def test_lint_has_nothing_to_tell_of_them(kind: str, text: str) -> None:
    assert [finding.name for finding in lint(text, name="example", kind=kind)] == []


@pytest.mark.parametrize("text", blocks("groovy mapping"))
def test_mappings_compile(text: str) -> None:
    syncscript.compile(text, kind="mapping", sides=SIDES)
