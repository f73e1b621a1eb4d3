"""A case file to its cases: shared givens put together with each case's own, tables row by row.

Collects all mistakes of a file before it stops. Refuses to read files and to run rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from syncscript.cases.case import Case, Sides
from syncscript.cases.documents import Document, Path, read_document
from syncscript.cases.shapes import CASE, FILE, OF_CASE, OF_FILE, OF_SIDE, SIDE, Judge
from syncscript.cases.tables import Row, rows_of, with_cells
from syncscript.model import DiagnosticError, Json

KINDS = ("outgoing", "incoming")


def cases_of(text: str, file: str) -> list[Case]:
    """The cases of a file, in its order. DiagnosticError with all mistakes of the file."""
    document = read_document(text, file)
    judge = Judge(document)
    cases = Reader(document, judge).cases()
    if judge.mistakes:
        places = [(m.span.line, m.span.column) if m.span else (0, 0) for m in judge.mistakes]
        order = sorted(range(len(places)), key=places.__getitem__)
        raise DiagnosticError(*dict.fromkeys(judge.mistakes[number] for number in order))
    return cases


class Reader:
    def __init__(self, document: Document, judge: Judge) -> None:
        self.document, self.judge = document, judge
        self.top: Mapping[str, Json] = document.data if isinstance(document.data, dict) else {}
        self.names: dict[str, Path] = {}

    def cases(self) -> list[Case]:
        if self.document.data is None:
            self.judge.tell("K112", (), "this file is empty", "begin with `cases:`, or remove the file")
            return []
        if not isinstance(self.document.data, dict):
            self.judge.tell("K112", (), "a case file is a map with the key `cases`", "begin with `cases:`")
            return []
        self.judge.keys(self.top, (), FILE, "a case file")
        listed = self.top.get("cases")
        self.judge.types({k: v for k, v in self.top.items() if v or k != "cases"}, (), OF_FILE)
        if not listed:
            self.judge.tell("K112", ("cases",), "this file holds no case", "add one below `cases:`")
        return [case for number, one in enumerate(listed if isinstance(listed, list) else [])
                for case in self.read(one, ("cases", number))]  # fmt: skip

    def read(self, one: Json, at: Path) -> list[Case]:
        if not isinstance(one, dict):
            self.judge.tell("K111", at, "a case is a map with name, given and expect",
                            "begin it with `- name:` and what it shows")  # fmt: skip
            return []
        self.judge.keys(one, at, CASE, "a case")
        self.judge.types(one, at, OF_CASE)
        if one.get("name") is None or not str(one["name"]).strip():
            self.judge.tell("K113", at, "this case has no name", "add `name:` with what it shows")
        if not isinstance(one.get("name"), str):
            return []
        if one.get("kind") not in (None, *KINDS):
            self.judge.tell("K111", (*at, "kind"), f"{one['kind']} is no kind", "say outgoing or incoming")
        two_sided = "from" in one
        self.judge.given(self.top.get("given"), ("given",), two_sided)
        self.judge.given(one.get("given"), (*at, "given"), two_sided)
        self.judge.expect(one.get("expect"), (*at, "expect"), two_sided)
        if "table" not in one:
            return [self.made(one, at, one["name"], None)]
        return [self.made(one, row.at, f"{one['name']} [{row.title}]", row)
                for row in rows_of(self.judge, one["table"], (*at, "table"), two_sided)]  # fmt: skip

    def made(self, one: Mapping[str, Any], at: Path, name: str, row: Row | None) -> Case:
        self.unique(name, at, row)
        given = together(mapping(self.top.get("given")), mapping(one.get("given")))
        expect = mapping(one.get("expect"))
        if row is not None:
            given, expect = with_cells(given, row.given), with_cells(expect, row.expect)
        return Case(
            self.document, at, name, given, expect, one.get("rule") or self.top.get("rule"), one.get("side"),
            one.get("kind"), one.get("from"), self.sides(), row.sources if row else {},
        )  # fmt: skip

    def unique(self, name: str, at: Path, row: Row | None) -> None:
        if name in self.names:
            span = self.document.span(self.names[name])
            message = f"the case at {span.line}:{span.column} has the same name: {name}"
            help = "take one of the two rows out; what is given makes the name" if row else "rename one"
            self.judge.tell("K114", at, message, help)
        self.names[name] = at

    def sides(self) -> Sides | None:
        """Who takes part in two-sided cases."""
        told, connection = self.top.get("sides"), self.top.get("connection")
        if told is None:
            return Sides(connection=connection) if isinstance(connection, str) else None
        if not isinstance(told, dict | list) or len({str(name) for name in told}) != 2:
            self.judge.tell("K115", ("sides",), "there are two sides", "name both instances")
            return None
        if isinstance(told, list):
            return Sides(tuple(map(str, told)), mapping=self.top.get("rule"))
        for name, files in told.items():
            if not isinstance(files, dict):
                help = "give its outgoing and incoming file"
                self.judge.tell("K111", ("sides", name), f"{name} is no map", help)
                return None
            if set(files) != set(SIDE):
                needs = f"{name} needs an outgoing and an incoming rule file"
                self.judge.tell("K115", ("sides", name), needs, "say `outgoing: FILE` and `incoming: FILE`")
            self.judge.types(files, ("sides", name), OF_SIDE)
        return Sides(tuple(told), files=told)


def mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, dict) else {}


def together(shared: Mapping[str, Json], own: Mapping[str, Json]) -> dict[str, Json]:
    """The shared map with a case's own on top: maps are put together key by key, all else is replaced."""
    made = dict(shared)
    for name, value in own.items():
        below = made.get(name)
        if isinstance(below, dict) and isinstance(value, dict):
            value = together(below, value)
        made[name] = value
    return made
