"""Tables of cases: one row a case, each column a path into `given` or `expect`.

    columns: [given.replica.priority.name, expect.fields.priority]
    rows:
      - [Highest, P1]
      - {given.replica.priority.name: Odd, expect.error: has no row}

A path is written as in rules: names with dots between them, in quotes what is no plain name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from syncscript.cases.documents import Path
from syncscript.cases.shapes import TABLE, Judge
from syncscript.model import Json

PART = re.compile(r"""(?:"([^"]*)"|'([^']*)'|([^."'\[\]]+)|\[([0-9]+)\])(?:\.(?=.)|(?=\[)|$)""")


@dataclass(frozen=True, slots=True)
class Row:
    """at: where the row stands; given, expect: values by their path; sources: of each expected value."""

    at: Path
    title: str
    given: Mapping[Path, Json]
    expect: Mapping[Path, Json]
    sources: Mapping[Path, Path]


def path_of(text: str) -> Path | None:
    """`replica.customFields."CF Name".value` as names; None for what is no path."""
    found: list[str | int] = []
    at = 0
    while at < len(text):
        part = PART.match(text, at)
        if part is None:
            return None
        quoted = part[1] if part[1] is not None else part[2]
        found.append(int(part[4]) if part[4] else quoted if quoted is not None else part[3])
        at = part.end()
    return tuple(found) or None


def rows_of(judge: Judge, table: Json, at: Path, two_sided: bool) -> list[Row]:
    if not isinstance(table, dict):
        return []
    judge.keys(table, at, TABLE, "a table")
    columns, rows = table.get("columns") or [], table.get("rows")
    judge.types({"columns": columns, "rows": rows or []}, at, {"columns": (list,), "rows": (list,)})
    if not rows:
        judge.tell("K111", (*at, "rows"), "this table has no rows", "add `rows:`, each with a value a column")
    if not isinstance(columns, list) or not isinstance(rows, list):
        return []
    paths = [column_path(judge, name, (*at, "columns", n), two_sided) for n, name in enumerate(columns)]
    for n, path in enumerate(paths):
        if path is not None and path in paths[:n]:
            judge.tell("K116", (*at, "columns", n), f"{columns[n]} is a column twice", "take one of them out")
    judge_overlaps(judge, [(path, (*at, "columns", n)) for n, path in enumerate(paths) if path])
    made = [row_of(judge, row, (*at, "rows", n), paths, two_sided) for n, row in enumerate(rows)]
    return [row for row in made if row is not None]


def judge_overlaps(judge: Judge, columns: Sequence[tuple[Path, Path]]) -> None:
    """K116 for a column that would write over another one, as a part of it or the whole of it. columns: what
    each names, and where it stands."""
    for n, (path, at) in enumerate(columns):
        for other, _ in columns[:n]:
            if path != other and path[: len(other)] == other[: len(path)]:
                told = f"{'.'.join(map(str, path))} and {'.'.join(map(str, other))} are parts of each other"
                judge.tell("K116", at, told, "take one of the two columns out")


def column_path(judge: Judge, name: Json, at: Path, two_sided: bool) -> Path | None:
    """The path of a column, whose first parts are judged like the keys of a case."""
    path = path_of(name) if isinstance(name, str) else None
    if path is None or len(path) < 2 or path[0] not in ("given", "expect"):
        help = "begin with given. or expect.: given.replica.status"
        judge.tell("K116", at, f"{json.dumps(name)} is no column", help)
        return None
    named: Any = None
    for part in reversed(path[1:]):
        named = {str(part): named}
    before = len(judge.mistakes)
    if path[0] == "given":
        judge.keys(named, at, known_of(two_sided)[0], "given")
    else:
        judge.keys(named, at, known_of(two_sided)[1], "expect")
    return path if len(judge.mistakes) == before else None


def known_of(two_sided: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    from syncscript.cases.shapes import EXPECT, EXPECT_OF_BOTH, GIVEN, GIVEN_OF_BOTH

    return (GIVEN_OF_BOTH, EXPECT_OF_BOTH) if two_sided else (GIVEN, EXPECT)


def row_of(judge: Judge, row: Json, at: Path, columns: list[Path | None], two_sided: bool) -> Row | None:
    cells: list[tuple[Path, Path, Json]] = []
    if isinstance(row, dict):
        for name, value in row.items():
            path = column_path(judge, name, (*at, name), two_sided)
            cells += [(path, (*at, name), value)] if path else []
        judge_overlaps(judge, [(path, place) for path, place, _ in cells])
    elif isinstance(row, list) and len(row) == len(columns):
        cells = [(path, (*at, n), row[n]) for n, path in enumerate(columns) if path is not None]
    else:
        many = f"{len(row)} cells" if isinstance(row, list) else "no cells"
        judge.tell("K117", at, f"this row has {many} for {len(columns)} columns",
                   "give a value for each, or write the row as a map")  # fmt: skip
        return None
    given = {path[1:]: value for path, _, value in cells if path[0] == "given"}
    expect = {path[1:]: value for path, _, value in cells if path[0] == "expect"}
    sources = {path[1:]: source for path, source, _ in cells if path[0] == "expect"}
    return Row(at, title_of(given), given, expect, sources)


def title_of(given: Mapping[Path, Json]) -> str:
    return ", ".join(v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in given.values())


def with_cells(whole: Mapping[str, Json], cells: Mapping[Path, Json]) -> dict[str, Json]:
    """The map with a value put at each path; nothing of the first one is changed."""
    made: dict[str, Json] = dict(whole)
    for path, value in cells.items():
        made = placed(made, path, value)
    return made


def placed(whole: Json, path: Path, value: Json) -> Json:
    if not path:
        return value
    head, rest = path[0], path[1:]
    if isinstance(head, int):
        items = list(whole) if isinstance(whole, list) else []
        items += [None] * (head + 1 - len(items))
        items[head] = placed(items[head], rest, value)
        return items
    inner = dict(whole) if isinstance(whole, dict) else {}
    inner[head] = placed(inner.get(head), rest, value)
    return inner
