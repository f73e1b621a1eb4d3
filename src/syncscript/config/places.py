"""Where each key of a TOML file stands.

Knows just enough TOML to follow keys: headers, dotted keys, inline tables and arrays. Refuses to
judge anything: it is only asked about files that the standard parser has accepted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from syncscript.model import Span

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'(?P<string>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\')'
    r"|(?P<comment>\#[^\n]*)|(?P<newline>\r?\n)|(?P<space>[ \t]+)|(?P<mark>[\[\]{}=,.])"
    r"|(?P<bare>[^\s\[\]{}=,.\#\"']+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Reader:
    """A position in the tokens, and the places found so far. implied: `a` of the header `[a.b]`."""

    tokens: list[_Token]
    found: dict[Path, tuple[int, int]] = field(default_factory=dict)
    implied: dict[Path, tuple[int, int]] = field(default_factory=dict)
    sizes: dict[Path, int] = field(default_factory=dict)
    at: int = 0

    def next_text(self) -> str:
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def take(self) -> _Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def skip_newlines(self) -> None:
        while self.at < len(self.tokens) and self.tokens[self.at].kind == "newline":
            self.at += 1


def places_of_keys(text: str, file: str) -> Mapping[Path, Span]:
    """The span of each key, by its path: `("instances", "BlueJira", "url")`; array items by index."""
    tokens = [_Token(m.lastgroup or "", m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    reader = _Reader([token for token in tokens if token.kind not in ("space", "comment")])
    table: Path = ()
    reader.skip_newlines()
    while reader.at < len(reader.tokens):
        table = _header(reader) if reader.next_text() == "[" else _assignment(reader, table)
        reader.skip_newlines()
    return {path: _span(text, file, *ends) for path, ends in (reader.implied | reader.found).items()}


def _header(reader: _Reader) -> Path:
    """Read `[a.b]` or `[[a.b]]`; the path of the table it opens."""
    start = reader.take().start
    is_array = reader.next_text() == "["
    if is_array:
        reader.take()
    names, _ = _dotted(reader)
    end = reader.take().end
    if is_array:
        end = reader.take().end
    path = (*_inside_last_items(reader, names[:-1]), names[-1])
    reader.found.setdefault(path, (start, end))
    for length in range(1, len(path)):
        reader.implied.setdefault(path[:length], (start, end))
    if not is_array:
        return path
    index = reader.sizes.get(path, 0)
    reader.sizes[path] = index + 1
    reader.found[(*path, index)] = (start, end)
    return (*path, index)


def _inside_last_items(reader: _Reader, names: list[str]) -> Path:
    """A header speaks of the last item of each array it passes through."""
    path: Path = ()
    for name in names:
        path = (*path, name)
        if path in reader.sizes:
            path = (*path, reader.sizes[path] - 1)
    return path


def _assignment(reader: _Reader, table: Path) -> Path:
    names, ends = _dotted(reader)
    path = table
    for name in names:
        path = (*path, name)
        reader.found.setdefault(path, ends)
    reader.take()
    _value(reader, path)
    return table


def _dotted(reader: _Reader) -> tuple[list[str], tuple[int, int]]:
    """The names of a dotted key, and where it starts and ends."""
    first = last = reader.take()
    names = [_name(first)]
    while reader.next_text() == ".":
        reader.take()
        last = reader.take()
        names.append(_name(last))
    return names, (first.start, last.end)


def _name(token: _Token) -> str:
    return token.text[1:-1] if token.kind == "string" else token.text


def _value(reader: _Reader, path: Path) -> None:
    opening = reader.next_text()
    if opening in ("{", "["):
        reader.take()
        _items(reader, path, "}" if opening == "{" else "]")
        return
    while reader.at < len(reader.tokens) and reader.tokens[reader.at].kind != "newline":
        if reader.next_text() in (",", "}", "]"):
            return
        reader.take()


def _items(reader: _Reader, path: Path, closing: str) -> None:
    """The inside of an inline table or an array, up to and with its closing bracket."""
    index = 0
    reader.skip_newlines()
    while reader.next_text() != closing:
        if closing == "}":
            _assignment(reader, path)
        else:
            token = reader.tokens[reader.at]
            reader.found[(*path, index)] = (token.start, token.end)
            _value(reader, (*path, index))
            index += 1
        reader.skip_newlines()
        if reader.next_text() == ",":
            reader.take()
        reader.skip_newlines()
    reader.take()


def _span(text: str, file: str, start: int, end: int) -> Span:
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return Span(file, line, column, line, column + end - start)
