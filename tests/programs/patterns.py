"""The patterns programs are written from: what stands in the text files beside this one.

`== kind group` starts a section. Each line is a pattern, `| ` continues it, `3* ` in front makes it more
frequent. Refuses to know what the holes in a pattern (`#int`, `#new:text`)
are filled with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILES = ("expressions.txt", "statements.txt", "classes.txt")
WEIGHT = re.compile(r"(\d)\* ")
BLOCKS = ("body", "loop", "labelled", "do", "value")
"""Holes that are filled with statements."""
HOLE = re.compile(r"#(\d|[a-z]+(?::[a-z]+)?)")


@dataclass(frozen=True, slots=True)
class Pattern:
    """plain: what is taken where it gets deep."""

    text: str
    kind: str
    group: str
    weight: int
    plain: bool


@cache
def patterns() -> tuple[Pattern, ...]:
    found: list[Pattern] = []
    for name in FILES:
        found += read((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return tuple(found)


def read(text: str) -> Iterator[Pattern]:
    kind = group = ""
    for entry in re.split(r"\n(?!\| )", text.strip()):
        if entry.startswith("== "):
            _, kind, group = entry.split(" ")
            continue
        weight = WEIGHT.match(entry)
        body = WEIGHT.sub("", entry, count=1) if weight else entry
        text = body.replace("\n| ", "\n")
        yield Pattern(text, kind, group, int(weight[1]) if weight else 1, is_plain(HOLE.findall(text)))


def is_plain(holes: list[str]) -> bool:
    """Whether it ends soon: with one expression in it at most, and no statement."""
    return len(holes) < 2 and not any(hole.partition(":")[0] in BLOCKS for hole in holes)


@cache
def of_kind(kind: str, groups: frozenset[str]) -> tuple[tuple[Pattern, ...], tuple[int, ...]]:
    """The patterns of a kind in these groups, and their weights."""
    chosen = tuple(p for p in patterns() if p.kind == kind and p.group in groups)
    return chosen, tuple(p.weight for p in chosen)
