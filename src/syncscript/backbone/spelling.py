"""Where a text breaks the spelling of JSON, token by token and in linear time; and what would mend it.

Four slips of people who edit by hand can be mended: a missing comma, a trailing comma, a byte order mark and
a no-break space between tokens. Everything else is a fault and stays one. Refuses to know what is told by the
values.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from enum import Enum
from math import isinf

DEEPEST = 100
"""Levels of lists and objects; an export has four."""
LONGEST_NUMBER = 4_000
"""Digits; more cannot be written again by every program."""

TOKEN = re.compile(
    r"""(?P<space>[ \t\n\r]++)
    |(?P<string>"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+")
    |(?P<number>-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?)(?![\w.+-])
    |(?P<word>true|false|null)(?!\w)
    |(?P<mark>[\[\]{}:,])
    |(?P<stray>[\u00a0\ufeff])""",
    re.VERBOSE,
)
BLANK = " \t\n\r\ufeff\u00a0"
STRAY = {"\u00a0": "a no-break space", "\ufeff": "a byte order mark"}
BROKEN_STRING = re.compile(r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+')
WORD = re.compile(r"[^\s,:\[\]{}\"]{1,40}")


class Expected(Enum):
    VALUE = "a value"
    ELEMENT_OR_END = "a value or ]"
    KEY = "a key in double quotes"
    KEY_OR_END = "a key in double quotes or }"
    COLON = "a colon"
    COMMA_OR_END = "a comma or the end of the list or object"
    NOTHING = "the end of the file"


@dataclass(frozen=True, slots=True)
class Edit:
    """removed: characters at `offset` that go; added: what comes there."""

    offset: int
    removed: int
    added: str
    done: str


@dataclass(frozen=True, slots=True)
class Fault:
    """first: for a repeated key, where it stood before; key: its name."""

    offset: int
    message: str
    first: int = -1
    key: str = ""


@dataclass(slots=True)
class Level:
    """An open list or object. keys: name -> its offset, of an object."""

    closer: str
    offset: int
    keys: dict[str, int] | None


@dataclass(frozen=True, slots=True)
class Spelt:
    """edits: what mends the text, in order; fault: what cannot be mended, or None."""

    edits: tuple[Edit, ...]
    fault: Fault | None


class Broken(Exception):
    """Ends the walk."""

    def __init__(self, offset: int, message: str, first: int = -1, key: str = "") -> None:
        super().__init__(message)
        self.fault = Fault(offset, message, first, key)


def spelt(text: str) -> Spelt:
    """Walk over the whole text, or up to its first fault that cannot be mended."""
    walk = Walk(text)
    try:
        walk.through()
    except Broken as broken:
        return Spelt(tuple(walk.edits), broken.fault)
    return Spelt(tuple(walk.edits), None)


def with_edits(text: str, edits: tuple[Edit, ...]) -> str:
    """The text after all edits. They do not overlap and are in order."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += (text[at : edit.offset], edit.added)
        at = edit.offset + edit.removed
    return "".join((*pieces, text[at:]))


@dataclass(slots=True)
class Walk:
    """comma: offset of a comma that nothing has followed yet."""

    text: str
    edits: list[Edit] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    expected: Expected = Expected.VALUE
    comma: int = -1

    def through(self) -> None:
        at, end, match = 0, len(self.text), TOKEN.match
        while at < end:
            token = match(self.text, at)
            if token is None:
                raise self.unknown(at)
            if token.lastgroup != "space":
                self.take(token.lastgroup, token[0], at)
            at = token.end()
        if self.expected is not Expected.NOTHING:
            raise self.cut_short(end)

    def take(self, kind: str | None, token: str, at: int) -> None:
        if kind == "stray":
            self.edits.append(Edit(at, 1, "", f"removed {STRAY[token]}"))
        elif token in ("]", "}"):
            self.close(token, at)
        elif token == ",":
            self.next(at)
        elif token == ":":
            self.require(Expected.COLON, token, at)
            self.expected = Expected.VALUE
        else:
            self.begin(kind, token, at)

    def begin(self, kind: str | None, token: str, at: int) -> None:
        """A value or a key starts here."""
        inside = self.levels[-1] if self.levels else None
        if self.expected is Expected.COMMA_OR_END and inside and (inside.keys is None or kind == "string"):
            self.edits.append(Edit(at, 0, ",", "inserted ','"))
            self.expected = Expected.VALUE if inside.keys is None else Expected.KEY
        if self.expected in (Expected.KEY, Expected.KEY_OR_END) and kind == "string":
            self.name(token, at)
            return
        self.require_value(token, at)
        if kind == "number" and len(token) > LONGEST_NUMBER:
            raise Broken(at, f"a number has {len(token):,} digits")
        if kind == "number" and not token.lstrip("-").isdigit() and isinf(float(token)):
            raise Broken(at, "a number is too large")
        if token in ("[", "{"):
            self.open(token, at)
            return
        self.finished()

    def open(self, token: str, at: int) -> None:
        if len(self.levels) == DEEPEST:
            raise Broken(at, f"lists and objects are nested more than {DEEPEST} levels deep")
        is_list = token == "["
        self.comma = -1
        self.levels.append(Level("]" if is_list else "}", at, None if is_list else {}))
        self.expected = Expected.ELEMENT_OR_END if is_list else Expected.KEY_OR_END

    def name(self, token: str, at: int) -> None:
        keys = self.levels[-1].keys
        assert keys is not None
        key = json.loads(token) if "\\" in token else token[1:-1]
        if key in keys:
            raise Broken(at, "an object has the same key twice", keys[key], key)
        keys[key] = at
        self.comma = -1
        self.expected = Expected.COLON

    def close(self, token: str, at: int) -> None:
        inside = self.levels[-1] if self.levels else None
        is_trailing = self.comma >= 0 and self.expected in (Expected.VALUE, Expected.KEY)
        ends = (Expected.COMMA_OR_END, Expected.ELEMENT_OR_END, Expected.KEY_OR_END)
        if inside is None or inside.closer != token or not (is_trailing or self.expected in ends):
            raise Broken(at, f"{token} stands where {self.expected.value} is expected")
        if is_trailing:
            self.edits.append(Edit(self.comma, 1, "", "removed ','"))
        self.levels.pop()
        self.finished()

    def next(self, at: int) -> None:
        inside = self.levels[-1] if self.levels else None
        if inside is None or self.expected is not Expected.COMMA_OR_END:
            raise Broken(at, f", stands where {self.expected.value} is expected")
        self.comma = at
        self.expected = Expected.VALUE if inside.keys is None else Expected.KEY

    def finished(self) -> None:
        """A value is complete."""
        self.comma = -1
        self.expected = Expected.COMMA_OR_END if self.levels else Expected.NOTHING

    def require_value(self, token: str, at: int) -> None:
        if self.expected not in (Expected.VALUE, Expected.ELEMENT_OR_END):
            self.require(Expected.VALUE, token, at)

    def require(self, wanted: Expected, token: str, at: int) -> None:
        if self.expected is not wanted:
            shown = token if len(token) <= 40 else f"{token[:40]}..."
            raise Broken(at, f"{shown} stands where {self.expected.value} is expected")

    def unknown(self, at: int) -> Broken:
        """Why no token begins here."""
        if self.text[at] == '"':
            return unfinished_string(self.text, at)
        word = WORD.match(self.text, at)
        shown = word[0] if word else self.text[at]
        if shown.startswith(("//", "/*", "#")):
            return Broken(at, "JSON has no comments")
        if shown[0] in "“”„‘’'":
            return Broken(at, f"{shown[0]} is no quotation mark of JSON")
        if shown.startswith("<") and self.expected is Expected.VALUE and not self.levels:
            return Broken(at, "this is HTML or XML, such as a login page")
        return Broken(at, f"{shown!a} is nothing that JSON knows")

    def cut_short(self, end: int) -> Broken:
        if not self.text.strip(BLANK):
            return Broken(0, "the file is empty")
        missing = "".join(level.closer for level in reversed(self.levels))
        return Broken(
            max(end - 1, 0), f"the file ends too early, {missing or 'a value'} is missing: is it cut off?"
        )


def unfinished_string(text: str, at: int) -> Broken:
    good = BROKEN_STRING.match(text, at)
    stop = good.end() if good else at
    if stop >= len(text):
        return Broken(at, "a text is not closed: is the file cut off?")
    if text[stop] == "\\":
        return Broken(stop, f"{text[stop : stop + 2]!a} means nothing inside a text")
    if text[stop] in "\n\r":
        return Broken(at, "a text is not closed on its line")
    return Broken(stop, f"a control character ({text[stop]!a}) stands inside a text")
