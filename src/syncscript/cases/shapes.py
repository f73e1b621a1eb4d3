"""What may stand in a case file, and what is said of everything else.

A key that nobody reads would be a case that passes without testing anything: each is a mistake, with the
known name that is near. Refuses to know what the values lead to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from syncscript.cases.documents import Document, Path
from syncscript.language.inputs import KNOWN
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.model import Diagnostic, Json

FILE = ("rule", "sides", "connection", "given", "cases")
CASE = ("name", "rule", "side", "kind", "from", "given", "expect", "table")
GIVEN = tuple(sorted(KNOWN))
GIVEN_OF_BOTH = ("issue", "other", "previous", "answers", "now")
EXPECT = ("fields", "plan", "replica", "error", "not-set", "warnings")
EXPECT_OF_BOTH = (*EXPECT, "becomes", "back")
TABLE = ("columns", "rows")
SIDE = ("outgoing", "incoming")
WORDS = {dict: "a map", list: "a list", str: "a text", bool: "true or false", int: "a whole number"}

INSTEAD = {
    dict: "write a map: `name: value`, each on a line of its own",
    list: "write a list: `- value`, each on a line of its own",
    str: "put it in quotes", bool: "say true or false, without quotes", int: "write it without quotes",
}  # fmt: skip
"""How a value is written that has the type."""

Types = tuple[type, ...]
TEXT, MAP, LIST = (str,), (dict,), (list,)
OF_FILE: Mapping[str, Types] = {
    "rule": TEXT, "sides": (dict, list), "connection": TEXT, "given": MAP, "cases": LIST,
}  # fmt: skip
OF_CASE: Mapping[str, Types] = {
    "name": TEXT, "rule": TEXT, "side": TEXT, "kind": TEXT, "from": TEXT, "given": MAP, "expect": MAP,
    "table": MAP,
}  # fmt: skip
OF_GIVEN: Mapping[str, Types] = {
    "issue": MAP, "replica": MAP, "firstSync": (bool,), "other": MAP, "answers": MAP, "previous": MAP,
}  # fmt: skip
OF_EXPECT: Mapping[str, Types] = {
    "fields": MAP, "plan": MAP, "replica": MAP, "error": (str, dict), "not-set": (list, str),
    "warnings": (list, str), "becomes": MAP, "back": (dict, str),
}  # fmt: skip
OF_PLAN: Mapping[str, Types] = {"fields": MAP, "replica": MAP, "operations": LIST, "absent": LIST}
OF_SIDE: Mapping[str, Types] = {"outgoing": TEXT, "incoming": TEXT}
OF_ERROR: Mapping[str, Types] = {"message": TEXT, "code": TEXT, "line": (int,)}
OF_BACK: Mapping[str, Types] = {"fields": MAP}
MAY_BE_NULL = frozenset({"issue", "replica", "previous", "other", "given"})


class Judge:
    """Collects the mistakes of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.mistakes: list[Diagnostic] = []

    def tell(self, code: str, path: Path, message: str, help: str = "") -> None:
        self.mistakes.append(self.document.mistake(code, path, message, help))

    def keys(self, found: Mapping[str, Json], path: Path, known: Iterable[str], where: str) -> None:
        """K110 for each key that nobody reads."""
        known = tuple(known)
        for name in found:
            if name not in known:
                near = did_you_mean(name, known)
                self.tell("K110", (*path, name), f"{where} has no key {name}",
                          near or f"it may have {', '.join(known)}")  # fmt: skip

    def types(self, found: Mapping[str, Json], path: Path, wanted: Mapping[str, Types]) -> None:
        """K111 for each value of another type."""
        for name, value in found.items():
            types = wanted.get(name)
            if types is None or type(value) in types or (value is None and name in MAY_BE_NULL):
                continue
            needed = " or ".join(WORDS[t] for t in types)
            help = written_as(types, value)
            self.tell("K111", (*path, name), f"{name} is {kind_of(value)}, not {needed}", help)

    def texts(self, value: Json, path: Path) -> None:
        """K111 for an entry of a list that is no text."""
        for number, item in enumerate(value if isinstance(value, list) else ()):
            if not isinstance(item, str):
                self.tell("K111", (*path, number), f"this is {kind_of(item)}, not a text", INSTEAD[str])

    def given(self, given: Json, path: Path, two_sided: bool) -> None:
        if not isinstance(given, dict):
            return
        self.keys(given, path, GIVEN_OF_BOTH if two_sided else GIVEN, "given")
        self.types(given, path, OF_GIVEN)

    def expect(self, expect: Json, path: Path, two_sided: bool) -> None:
        if not isinstance(expect, dict):
            return
        self.keys(expect, path, EXPECT_OF_BOTH if two_sided else EXPECT, "expect")
        self.types(expect, path, OF_EXPECT)
        for name, types in (("plan", OF_PLAN), ("error", OF_ERROR), ("back", OF_BACK)):
            inner = expect.get(name)
            if isinstance(inner, dict):
                self.keys(inner, (*path, name), types, f"expect.{name}")
                self.types(inner, (*path, name), types)
        if expect.get("not-set") == []:
            self.tell("K111", (*path, "not-set"), "not-set names no field", "name one, or leave it out")
        for name in ("not-set", "warnings"):
            self.texts(expect.get(name), (*path, name))
        if isinstance(expect.get("back"), str) and expect["back"] != "nothing":
            self.tell("K111", (*path, "back"), "back is not `nothing` and no map", "say nothing, or fields")


def written_as(types: Types, value: Json) -> str:
    """How to write it; what is no text, and could be one, is a text in quotes."""
    is_plain = isinstance(value, int | float)
    return INSTEAD[str if str in types and is_plain else types[0]]


def kind_of(value: Json) -> str:
    if value is None:
        return "empty"
    return WORDS.get(type(value), "a number")


def names_in(value: Json) -> Iterator[str]:
    """The texts of a list, or the one text."""
    yield from [value] if isinstance(value, str) else value or []
