"""Changes values inside a YAML text and leaves every other character as it was: comments, order, quotes.

A replaced value is written in the style of the one before. What cannot be changed in its place is written
anew one level up. Refuses to know what the values mean; whoever calls reads the result again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from syncscript.cases.documents import INTEGER, NUMBER, WORDS, Document, Path
from syncscript.model import Json

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Splice:
    """Characters from start to end become text."""

    start: int
    end: int
    text: str


class Plainly(yaml.SafeDumper):
    """Writes texts in quotes where our reader would take them for something else."""


def write_text(dumper: Any, text: str) -> Any:
    other = text in WORDS or INTEGER.fullmatch(text) or NUMBER.fullmatch(text) or not text.isprintable()
    style = "|" if "\n" in text and fits_block(text) else '"' if other else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Plainly.add_representer(str, write_text)
Plainly.ignore_aliases = lambda self, data: True  # type: ignore[method-assign]


def plain(value: Json) -> Json:
    """The value without what YAML has no word for."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value


def flow(value: Json) -> str:
    """On one line."""
    text = yaml.dump([plain(value)], Dumper=Plainly, default_flow_style=True, width=10**9,
                     allow_unicode=True, sort_keys=False)  # fmt: skip
    text = text.strip()[1:-1]
    return json.dumps(plain(value), ensure_ascii=False) if "\n" in text else text


def block(value: Json, indent: int) -> str:
    """Over several lines, each below a column; the first line is to stand there already."""
    if isinstance(value, str):
        lines = value.rstrip("\n").split("\n")
        mark = "|" if value.endswith("\n") and not value.endswith("\n\n") else "|-"
        return "\n".join([mark, *(" " * indent + line if line else "" for line in lines)])
    text = yaml.dump(plain(value), Dumper=Plainly, default_flow_style=False, width=10**9,
                     allow_unicode=True, sort_keys=False)  # fmt: skip
    return ("\n" + " " * indent).join(text.rstrip("\n").split("\n"))


class Splicer:
    """Collects the splices of one document."""

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text
        self.starts = [0]
        for line in document.text.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.splices: list[Splice] = []

    def result(self) -> str:
        text = self.text
        for splice in sorted(self.splices, key=lambda s: s.start, reverse=True):
            text = text[: splice.start] + splice.text + text[splice.end :]
        return text

    def change(self, path: Path, old: Json, new: Json) -> None:
        """What stands at the path becomes another value; `old` is what it says now."""
        if old == new and type(old) is type(new):
            return
        if isinstance(old, dict) and isinstance(new, dict) and self.may_stay(path, old, new):
            for key in old:
                if key in new:
                    self.change((*path, key), old[key], new[key])
                else:
                    self.remove((*path, key))
            self.insert(path, {key: value for key, value in new.items() if key not in old})
        elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
            for number, (one, other) in enumerate(zip(old, new, strict=True)):
                self.change((*path, number), one, other)
        else:
            self.put(path, new)

    def may_stay(self, path: Path, old: Mapping[str, Json], new: Mapping[str, Json]) -> bool:
        """Whether the map can be changed key by key: a flow map only when its keys stay the same."""
        if old.keys() == new.keys():
            return True
        return not self.is_flow(path) and bool(old.keys() & new.keys())

    def put(self, path: Path, value: Json) -> None:
        start, end = self.span(path)
        start = self.behind_key(path, start)
        written = self.rendered(path, value, start)
        if "\n" in written and self.text[end:].partition("\n")[0].strip():
            written = flow(value)  # a comment stands behind, and would become part of a block
        if written[:1] == "\n":
            start = len(self.text[:start].rstrip(" "))
        before = "" if start == 0 or self.text[start - 1] in " \n[{" or written[:1] == "\n" else " "
        self.splices.append(Splice(start, end, before + written))

    def behind_key(self, path: Path, start: int) -> int:
        """Where the value would stand on the line of its key, when nothing but blanks is in between."""
        key = self.document.keys.get(path)
        if key is None:
            return start
        colon = self.text.find(":", self.offset(key.end_line, key.end_column)) + 1
        between = self.text[colon:start]
        return colon if "\n" in between and not between.strip() else start

    def rendered(self, path: Path, value: Json, start: int) -> str:
        line = quoted_alike(value, self.text[start : start + 1]) or flow(value)
        free = WIDTH - (start - self.text.rfind("\n", 0, start) - 1)
        is_text = isinstance(value, str)
        nests = bool(value) and isinstance(value, dict | list | tuple)
        if self.in_flow(path) or not (nests or is_text):
            return line
        if is_text:
            return block(value, self.indent(path)) if "\n" in value and fits_block(value) else line
        if len(line) <= free:
            return line
        at = self.indent(path)
        return block(value, at) if isinstance(path[-1], int) else "\n" + " " * at + block(value, at)

    def remove(self, path: Path) -> None:
        """A key of a block map, with its lines."""
        place = self.document.keys[path]
        _, end = self.span(path)
        newline = self.text.find("\n", end)
        last = len(self.text) if newline < 0 else newline + 1
        self.splices.append(Splice(self.starts[place.line - 1], last, ""))

    def insert(self, path: Path, added: Mapping[str, Json]) -> None:
        """Keys behind the last one of a block map."""
        if not added:
            return
        key = next(p for p in self.document.keys if p[:-1] == path)
        column = self.document.keys[key].column - 1
        _, end = self.span(path)
        newline = self.text.find("\n", end)
        at = len(self.text) if newline < 0 else newline
        lines = "".join(f"\n{' ' * column}{entry(name, value, column)}" for name, value in added.items())
        self.splices.append(Splice(at, at, lines))

    def offset(self, line: int, column: int) -> int:
        return min(self.starts[min(line, len(self.starts)) - 1] + column - 1, len(self.text))

    def span(self, path: Path) -> tuple[int, int]:
        """Where a value begins and ends, without what follows a block."""
        place = self.document.values[path]
        start, end = self.offset(place.line, place.column), self.offset(place.end_line, place.end_column)
        if self.text[start : start + 1] not in ("[", "{", '"', "'") and end > start:
            inner = [self.span(below)[1] for below in self.below(path)]
            end = max(inner) if inner else start + len(self.text[start:end].rstrip())
        return start, end

    def below(self, path: Path) -> Iterator[Path]:
        size = len(path) + 1
        return (other for other in self.document.values if len(other) == size and other[:-1] == path)

    def is_flow(self, path: Path) -> bool:
        place = self.document.values[path]
        return self.text[self.offset(place.line, place.column) :][:1] in ("[", "{")

    def in_flow(self, path: Path) -> bool:
        return any(self.is_flow(path[:size]) for size in range(len(path)))

    def indent(self, path: Path) -> int:
        """Where the lines of a block value begin."""
        place = self.document.keys.get(path)
        return place.column + 1 if place is not None else self.document.values[path].column - 1


def quoted_alike(value: Json, mark: str) -> str | None:
    """A text in the quotes that stand there now; None where it cannot, or none stand there."""
    if not isinstance(value, str) or not value.isprintable() or mark not in ("'", '"'):
        return None
    return json.dumps(value, ensure_ascii=False) if mark == '"' else "'" + value.replace("'", "''") + "'"


def fits_block(text: str) -> bool:
    """Whether the text can stand in a block: it would be read back the same."""
    readable = all(c == "\n" or c.isprintable() for c in text)
    return readable and not text.startswith((" ", "\n")) and not text.endswith("\n\n")


def entry(name: str, value: Json, column: int) -> str:
    key = flow(name)
    line = f"{key}: {flow(value)}"
    if len(line) + column <= WIDTH or not isinstance(value, dict | list) or not value:
        return line
    return f"{key}:\n{' ' * (column + 2)}{block(value, column + 2)}"
