"""How much of the rule files the cases reached: lines, and ways at places that can go several.

A line counts when a statement that begins on it ran. Deterministic: the same cases reach the same. Refuses to
know how reaching is noticed (language) and to print.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from syncscript.language.interpreter.measuring import LINE, Spot

ALONE = "mapping"
"""What is no decision where there is one way only: a mapping line that writes one side."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way a place can go, and how often it went."""

    line: int
    column: int
    what: str
    way: str
    count: int


@dataclass(frozen=True, slots=True)
class Share:
    """So many reached of so many."""

    reached: int = 0
    all: int = 0

    @property
    def percent(self) -> float:
        """100 where there is nothing to reach."""
        return 100.0 * self.reached / self.all if self.all else 100.0

    def __add__(self, other: Share) -> Share:
        return Share(self.reached + other.reached, self.all + other.all)


@dataclass(frozen=True, slots=True)
class FileCoverage:
    """lines: how often the most frequent statement of each line ran."""

    file: str
    text: str
    lines: Mapping[int, int]
    ways: tuple[Way, ...]

    @property
    def of_lines(self) -> Share:
        return Share(sum(count > 0 for count in self.lines.values()), len(self.lines))

    @property
    def of_ways(self) -> Share:
        return Share(sum(way.count > 0 for way in self.ways), len(self.ways))

    @property
    def whole(self) -> Share:
        return self.of_lines + self.of_ways

    @property
    def missed_lines(self) -> list[int]:
        return [line for line, count in sorted(self.lines.items()) if not count]

    @property
    def missed_ways(self) -> list[Way]:
        """Those on lines that were reached; the others are missed with their line."""
        return [w for w in self.ways if not w.count and self.lines.get(w.line, 1)]


def coverage_of(file: str, text: str, reached: Mapping[Spot, int]) -> FileCoverage:
    lines: dict[int, int] = {}
    groups: dict[tuple[int, int, str], list[Way]] = {}
    for spot, count in reached.items():
        if spot.what == LINE:
            lines[spot.line] = max(lines.get(spot.line, 0), count)
        else:
            made = Way(spot.line, spot.column, spot.what, spot.way, count)
            groups.setdefault((spot.line, spot.column, spot.what), []).append(made)
    kept = [ways for (_, _, what), ways in sorted(groups.items()) if what != ALONE or len(ways) > 1]
    return FileCoverage(file, text, lines, tuple(way for ways in kept for way in ways))


def total_of(files: Iterable[FileCoverage]) -> Share:
    return sum((file.whole for file in files), Share())
