"""Inline wiki markup to spans, in one pass over the text.

Knows phrase marks, colours, monospace, links, mentions, escapes and forced line breaks. A sign is
markup only when its partner stands on the same line (colours: in the same paragraph) and there is
something visible between; every other sign is text. Each sign is looked at a bounded number of
times, so hostile input costs no more than a long text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from syncscript.richtext.notation import (
    ACCOUNT,
    ADDRESS,
    BRACKETS,
    COLOR,
    COLORS,
    DELIMITERS,
    ENTITY,
    ESCAPABLE,
    LINE_BREAK,
    LINK_TARGET,
    LONE_TARGET,
    address_at,
    is_word,
)
from syncscript.richtext.spans import Break, Inline, Mark, Mention, Span, tidy

_INTERESTING = re.compile(r"[\\&{\[*_\-+^~\n]|" + ADDRESS.pattern[:ADDRESS.pattern.index("://")] + "://")


def read_inline(text: str) -> list[Inline]:
    """The inline content of a paragraph, in normal form."""
    return tidy(_Reading(text).items())


@dataclass(slots=True)
class _Opener:
    """A mark that waits for its end. `seen`: visible characters before it."""

    mark: Mark
    braced: bool
    place: int
    seen: int


@dataclass(slots=True)
class _Reading:
    text: str
    links: bool = True
    pieces: list[Inline | tuple[str, Mark]] = field(default_factory=list)
    openers: list[_Opener] = field(default_factory=list)
    waiting: set[tuple[str, bool]] = field(default_factory=set)
    seen: int = 0
    no_code_before: int = -1

    def items(self) -> list[Inline]:
        at = 0
        while at < len(self.text):
            found = _INTERESTING.search(self.text, at)
            if not found:
                break
            self._say(self.text[at:found.start()])
            at = self._sign(found.start())
        self._say(self.text[at:])
        return self._marked()

    def _sign(self, at: int) -> int:
        """Read the sign at `at`; where to go on."""
        char = self.text[at]
        if char == "\n":
            return self._newline(at)
        if char == "\\":
            return self._backslash(at)
        if char == "&":
            return self._entity(at)
        if char == "{":
            return self._brace(at)
        if char == "[":
            return self._bracket(at)
        if char in DELIMITERS:
            return self._delimiter(at)
        return self._address(at)

    def _say(self, text: str) -> None:
        if text:
            self.pieces.append(Span(text))
            self.seen += not text.isspace()

    def _literal(self, at: int, length: int = 1) -> int:
        self._say(self.text[at:at + length])
        return at + length

    def _newline(self, at: int) -> int:
        self.openers = [opener for opener in self.openers if opener.mark.kind == "color"]
        self.waiting = {(opener.mark.kind, opener.braced) for opener in self.openers}
        self.pieces.append(Break())
        return at + 1

    def _backslash(self, at: int) -> int:
        if self.text.startswith("\\\\", at):
            if not LINE_BREAK.match(self.text, at):
                return self._literal(at, 2)
            self._newline(at)
            return at + 2 + (self.text[at + 2:at + 3] in (" ", "\n"))
        follower = self.text[at + 1:at + 2]
        if follower not in ESCAPABLE or not follower:
            return self._literal(at)
        return self._literal(at + 1)

    def _entity(self, at: int) -> int:
        found = ENTITY.match(self.text, at)
        if not found or not 33 <= int(found.group(1)) <= 126:
            return self._literal(at)
        self._say(chr(int(found.group(1))))
        return found.end()

    def _brace(self, at: int) -> int:
        if self.text.startswith("{{", at):
            return self._code(at)
        if self.text[at + 2:at + 3] == "}" and self.text[at + 1] in DELIMITERS:
            return self._braced_delimiter(at)
        if self.text.startswith("{color", at):
            return self._color(at)
        return self._literal(at)

    def _code(self, at: int) -> int:
        if at < self.no_code_before:
            return self._literal(at, 2)
        line_end = self.text.find("\n", at)
        line_end = len(self.text) if line_end < 0 else line_end
        end = self.text.find("}}", at + 2, line_end)
        if end < 0:
            self.no_code_before = line_end
            return self._literal(at, 2)
        end += self.text[end + 2:end + 3] == "}"
        code = ENTITY.sub(_decoded, self.text[at + 2:end])
        if not code.strip():
            return self._literal(at, 2)
        self.pieces.append(Span(code, frozenset({Mark("code")})))
        self.seen += 1
        return end + 2

    def _color(self, at: int) -> int:
        if self.text.startswith("{color}", at) and ("color", True) in self.waiting:
            return at + 7 if self._close("color", True) else self._literal(at)
        found = COLOR.match(self.text, at)
        if not found or ("color", True) in self.waiting:
            return self._literal(at)
        value = found.group(1).lower()
        value = value if value.startswith("#") else COLORS.get(value, "")
        if not value:
            return self._literal(at)
        return self._open(Mark("color", value), True, at, found.end())

    def _delimiter(self, at: int) -> int:
        char = self.text[at]
        before, after = self.text[at - 1:at], self.text[at + 1:at + 2]
        if char in (before, after):
            return self._literal(at)
        kind = DELIMITERS[char]
        can_close = bool(before) and not before.isspace() and not (after and is_word(after))
        if (kind, False) in self.waiting:
            return at + 1 if can_close and self._close(kind, False) else self._literal(at)
        if not after or after.isspace() or (before and is_word(before)):
            return self._literal(at)
        return self._open(Mark(kind), False, at, at + 1)

    def _braced_delimiter(self, at: int) -> int:
        kind = DELIMITERS[self.text[at + 1]]
        if (kind, True) in self.waiting:
            return at + 3 if self._close(kind, True) else self._literal(at, 3)
        return self._open(Mark(kind), True, at, at + 3)

    def _open(self, mark: Mark, braced: bool, at: int, end: int) -> int:
        """Note an opener; until it is closed, its sign stands among the pieces as text."""
        self.openers.append(_Opener(mark, braced, len(self.pieces), self.seen))
        self.waiting.add((mark.kind, braced))
        self.pieces.append(Span(self.text[at:end]))
        return end

    def _close(self, kind: str, braced: bool) -> bool:
        """End the waiting mark of this kind; marks opened after it stay text. False when it is empty."""
        place = max(i for i, opener in enumerate(self.openers)
                    if opener.mark.kind == kind and opener.braced == braced)
        opener = self.openers[place]
        if opener.seen == self.seen:
            return False
        for dropped in self.openers[place:]:
            self.waiting.discard((dropped.mark.kind, dropped.braced))
        del self.openers[place:]
        self.pieces[opener.place] = ("open", opener.mark)
        self.pieces.append(("close", opener.mark))
        return True

    def _bracket(self, at: int) -> int:
        found = BRACKETS.match(self.text, at) if self.links else None
        linked = self._link(found.group(1)) if found else None
        if not found or not linked:
            return self._literal(at)
        self.pieces.extend(linked)
        self.seen += 1
        return found.end()

    def _link(self, inside: str) -> list[Inline] | None:
        account = ACCOUNT.fullmatch(inside)
        if account:
            return [Mention(account.group(1))]
        if LONE_TARGET.fullmatch(inside):
            return [Span(inside, frozenset({Mark("link", inside)}))]
        label, *rest = _split_unescaped(inside)
        target = rest[0] if rest else ""
        if len(rest) not in (1, 2) or not LINK_TARGET.fullmatch(target):
            return None
        title = "" if len(rest) == 1 or rest[1] == "smart-link" else rest[1]
        mark = Mark("link", target, ENTITY.sub(_decoded, title))
        items = tidy(_Reading(label, links=False).items())
        if not items or any(isinstance(item, Break) for item in items):
            return None
        return [Span(item.text, item.marks | {mark}) for item in items if isinstance(item, Span)]

    def _address(self, at: int) -> int:
        address = address_at(self.text, at)
        if not address:
            return self._literal(at)
        marks = frozenset({Mark("card", address)}) if self.links else frozenset()
        self.pieces.append(Span(address, marks))
        self.seen += 1
        return at + len(address)

    def _marked(self) -> list[Inline]:
        """The pieces with every closed mark spread over what it encloses."""
        active: list[Mark] = []
        result: list[Inline] = []
        for piece in self.pieces:
            if isinstance(piece, tuple):
                active.append(piece[1]) if piece[0] == "open" else active.remove(piece[1])
            elif isinstance(piece, Span):
                result.append(Span(piece.text, _combined(piece.marks, active)))
            else:
                result.append(piece)
        return result


def _combined(own: frozenset[Mark], active: list[Mark]) -> frozenset[Mark]:
    """ADF text has one of superscript and subscript, and one colour: the inner one counts."""
    kinds: dict[str, Mark] = {}
    for mark in (*active, *own):
        kinds["subsup" if mark.kind in ("sub", "sup") else mark.kind] = mark
    return frozenset(kinds.values())


def _split_unescaped(text: str) -> list[str]:
    return re.split(r"(?<!\\)\|", text)


def _decoded(entity: re.Match[str]) -> str:
    code = int(entity.group(1))
    return chr(code) if 33 <= code <= 126 else entity.group()
