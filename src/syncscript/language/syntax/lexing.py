"""What the lexer remembers while it walks over a text, and what follows from it.

Knows the tokens so far, the open brackets, and where a line end or `;` separates statements
(Groovy 4: a line goes on when its last token cannot end a statement or the next one continues).
Refuses to know how any token is spelled.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from syncscript.language.syntax import tree

Token = tuple[str, int, int, Any]
"""Terminal, start and end in the text, value (the text itself, or what a string or number means)."""

VALUE_ENDS = frozenset({
    "ID", "NUMBER", "STRING", "CONSTANT_WORD", "_GS_END", "_RPAR", "_RPAR_N", "_RBRACK", "_RBRACK_N",
    "RBRACK_E", "_RBRACE", "STEP", "AS_TYPE", "INSTANCEOF_TYPE",
})
"""Behind these an operator, a call or an index is expected, not a value."""

BLOCK_END = "block end"
"""Stands for a `_RBRACE` that ended a block, so that nothing but `else` and the like goes on there."""

STATEMENT_ENDS = VALUE_ENDS | {
    "_RETURN", "_BREAK", "_CONTINUE", "IMPORT", "PACKAGE", "EMPTY", "_RPAR_M", "THROWS", BLOCK_END,
}
STATEMENT_STARTS = frozenset({
    "", "_SEP", "_LBRACE", "_LBRACE_C", "_LBRACE_T", "LABEL", "_ELSE", "_DO", "_RPAR_C", BLOCK_END,
})
BODY_FOLLOWS = frozenset({
    "", "_SEP", "_LBRACE", "_LBRACE_C", "LABEL", "_ELSE", "_DO", "_TRY", "_FINALLY", "CATCH", "CLASS_HEAD",
    "_RPAR_C", "_RPAR_S", "_RPAR_M", "THROWS",
})
EMPTY_FOLLOWS = frozenset({"_RPAR_C", "_ELSE", "_DO", "_COLON", "ARROW", "LABEL"})
SEPARATED = frozenset({"", "_SEP", "_LPAR_R", "_LBRACE", "_LBRACE_P", "_LBRACE_C", "_LBRACE_S", "_LBRACE_T"})
"""Behind these a `;` says nothing more."""

DOTS = frozenset({"DOT", "POINTER"})
HEADS_OF_NAMES = frozenset({"DECL_TYPE", "MODIFIER"})
MAX_NESTING = 200
"""Open brackets at one place."""


class Problem(NamedTuple):
    """A mistake by the key of its wording, the stretch it concerns, and texts to name in the message.

    until: up to where what is missing could stand.
    """

    key: str
    start: int
    end: int
    detail: str = ""
    more: str = ""
    until: int = -1


@dataclass(slots=True)
class Bracket:
    """An open bracket: its token, where it is, the token that will close it, the string it stands in.

    names_first: up to the first `;` or end of a line the body of an enum lists its names. head_end: where the
    parameters of a closure end, behind their arrow.
    """

    kind: str
    start: int
    closer: str
    character: str
    string: str = ""
    do_loops: int = 0
    ends_block: bool = False
    names_first: bool = False
    head_end: int = 0
    line: int = 0


ENDS_LINES = frozenset({"", "_LPAR_R", "_LBRACE", "_LBRACE_P", "_LBRACE_C", "_LBRACE_S", "_LBRACE_T"})


@dataclass(slots=True)
class Lexing:
    """The lexer's state. `previous` and `before` are the kinds of the last two tokens.

    line: how many ends of lines were seen. told_up_to: unknown characters before this place are told.
    """

    text: str
    patterns: Mapping[str, re.Pattern[str]]
    words: Mapping[str, str]
    tokens: list[Token] = field(default_factory=list)
    comments: list[tree.Comment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    previous: str = ""
    before: str = ""
    brackets: list[Bracket] = field(default_factory=lambda: [Bracket("", 0, "", "")])
    pending: str = ""
    pending_at: int = 0
    mapping_depth: int = 0
    command_depth: int = 0
    guesses_brackets: bool = False
    gave_up: bool = False
    line: int = 0
    told_up_to: int = -1

    @property
    def innermost(self) -> Bracket:
        return self.brackets[-1]

    @property
    def expects_value(self) -> bool:
        return self.previous not in VALUE_ENDS

    def emit(self, kind: str, start: int, end: int, value: Any = None) -> int:
        """Appends a token and returns its end, where the walk goes on."""
        self.tokens.append((kind, start, end, value))
        self.before = self.previous
        self.previous = kind
        return end

    def report(self, key: str, start: int, end: int, detail: str = "", more: str = "") -> None:
        self.problems.append(Problem(key, start, end, detail, more))

    def in_closure_head(self, position: int) -> bool:
        """Whether a default value of a closure's parameter stands here: its arrow is the closure's."""
        return self.innermost.kind == "_LBRACE_P" and position < self.innermost.head_end

    def line_ended(self, start: int) -> None:
        if not self.pending and self.innermost.kind in ENDS_LINES and self.previous in STATEMENT_ENDS:
            self.pending, self.pending_at = "line", start

    def semicolon(self, start: int, end: int) -> int:
        if self.innermost.kind == "_LPAR_F":
            return self.emit("_SEMI", start, end)
        if self.innermost.character in {")", "]"} and self.innermost.kind != "_LPAR_R":
            return self._semicolon_inside(start, end)
        self.pending, self.pending_at = "semicolon", start
        return end

    def _semicolon_inside(self, start: int, end: int) -> int:
        """At the end of a line the bracket should have been closed; before that a comma was meant."""
        if not self.text[end:end + 200].split("\n", 1)[0].strip():
            while self.innermost.character in {")", "]"}:
                self.close_unclosed(start)
            return self.semicolon(start, end)
        if self.guesses_brackets and not self._closes_in_line(end):
            self.close_unclosed(start)
            return self.semicolon(start, end)
        self.report("semicolon_inside", start, end, self.text[self.innermost.start])
        return self.emit("_COMMA", start, end)

    def _closes_in_line(self, position: int) -> bool:
        """Whether the innermost bracket's end comes in this line before anything opens."""
        line = self.text[position:position + 200].split("\n", 1)[0]
        closer, opener = line.find(self.innermost.character), line.find(self.text[self.innermost.start])
        return closer >= 0 and not 0 <= opener < closer

    def separate(self, *, continues: bool = False, drops: bool = False) -> None:
        """Settles a line end or `;` seen before the token that comes now.

        continues: the token carries on the line before. drops: no separator is ever wanted before it.
        """
        pending, self.pending = self.pending, ""
        if not pending:
            if self.previous == BLOCK_END and not continues and not drops:
                self._emit_separator(self.tokens[-1][2])
            return
        if pending == "semicolon" and self.previous in EMPTY_FOLLOWS:
            self.emit("EMPTY", self.pending_at, self.pending_at + 1)
        if drops or self.previous in SEPARATED:
            return
        if continues and pending == "line" and self.previous in VALUE_ENDS:
            return
        self._emit_separator(self.pending_at)

    def _emit_separator(self, start: int) -> None:
        self.mapping_depth = self.command_depth = 0
        self.innermost.names_first = False
        self.emit("_SEP", start, start)

    def open(self, kind: str, start: int, end: int, closer: str, character: str, **more: Any) -> int:
        """Emits an opening bracket and remembers what closes it."""
        if len(self.brackets) > MAX_NESTING:
            self.give_up("too_deep", start, end)
            return len(self.text)
        self.brackets.append(Bracket(kind, start, closer, character, line=self.line, **more))
        return self.emit(kind, start, end)

    def give_up(self, why: str, start: int, end: int) -> None:
        """What is wrong here is told alone; the rest is not read."""
        self.problems[:] = [Problem(why, start, end)]
        self.gave_up = True

    def close_unclosed(self, position: int) -> None:
        """Ends the innermost bracket, whose own end is missing."""
        bracket = self.brackets.pop()
        start, end = bracket.start, bracket.start + (2 if bracket.kind == "_GS_OPEN" else 1)
        if bracket.kind == "_GS_OPEN":
            self._forget_strings_behind(start)
        written, wanted = self.text[start:end], bracket.character
        missing = Problem("bracket_without_end", start, end, written, wanted, position)
        self.problems.append(missing)
        if bracket.kind == "_GS_OPEN":
            self.emit("_GS_CLOSE", position, position)
        self.emit("_GS_END" if bracket.kind == "_GS_OPEN" else bracket.closer, position, position)
        if bracket.ends_block:
            self.previous = BLOCK_END

    def _forget_strings_behind(self, start: int) -> None:
        """Where a `${` is never closed, the quote that was to end its string seems to begin one."""
        while self.problems and self.problems[-1][:2] > ("string_without_end", start):
            if self.problems[-1].key != "string_without_end":
                return
            self.problems.pop()

    def begin_argument(self, start: int) -> None:
        """`println x`: a value right behind a name, on its line, makes the name a call."""
        if self.previous == "ID" and self.before not in HEADS_OF_NAMES:
            self.command_depth = len(self.brackets)
            self.emit("_CMD", start, start)
