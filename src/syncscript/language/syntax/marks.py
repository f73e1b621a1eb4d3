"""Operators, numbers, comments and characters that mean nothing.

Knows which of its meanings a mark has at its place. Refuses to know brackets, words and strings.
"""

from __future__ import annotations

import re

from syncscript.language.syntax import guessing, tree
from syncscript.language.syntax.lexing import (
    HEADS_OF_NAMES,
    STATEMENT_STARTS,
    Lexing,
)

_GOES_ON = frozenset({"DOT", "POINTER", "_QUESTION", "_ELVIS", "_COLON", "OP", "STAR", "ASSIGN", "_BOTH",
                      "ROW", "_LBRACK_SAFE", "_COMMA", "_ARGUMENT_COMMA", "ARROW"})
_BEFORE_GENERICS = STATEMENT_STARTS | {"MODIFIER"}
SHEBANG = re.compile(r"#![^\r\n]*")


def comment(lexing: Lexing, start: int, end: int, text: str) -> int:
    lexing.comments.append(tree.Comment(start, end, text))
    return end


def comment_without_end(lexing: Lexing, start: int, end: int, text: str) -> int:
    lexing.report("comment_without_end", start, end)
    stop = guessing.end_of_lines(lexing, start)
    lexing.comments.append(tree.Comment(start, stop, lexing.text[start:stop]))
    return stop


def number(lexing: Lexing, start: int, end: int, text: str) -> int:
    if text[0] == "." and not lexing.expects_value and not lexing.pending:
        return lexing.emit("DOT", start, start + 1, ".")
    lexing.separate()
    lexing.begin_argument(start)
    return lexing.emit("NUMBER", start, end, text)


def dot(lexing: Lexing, start: int, end: int, text: str) -> int:
    """`.`, `?.`, `*.`, with what stands between it and the name of a method that takes types."""
    if lexing.pending:
        lexing.separate(continues=True)
    lexing.emit("DOT", start, end, text)
    return (_behind_generics(lexing, end) or end) if lexing.text.startswith("<", end) else end


def annotation(lexing: Lexing, start: int, end: int, text: str) -> int:
    lexing.separate()
    return lexing.emit("ANNOTATION", start, end, text)


def mark(lexing: Lexing, start: int, end: int, text: str, kind: str) -> int:
    """An operator or other plain mark."""
    if lexing.innermost.kind == "_LBRACE_T" and kind in {"_BOTH", "ARROW", "OP"}:
        return _row_mark(lexing, start, end, text, kind)
    if text == "<" and lexing.previous in _BEFORE_GENERICS:
        behind = _behind_generics(lexing, start)
        if behind:
            return behind
    if kind == "_COLON" and lexing.guesses_brackets and guessing.ends_at_colon(lexing, start):
        lexing.close_unclosed(start)
    in_command = lexing.command_depth == len(lexing.brackets) and not lexing.pending
    if kind == "_COMMA" and in_command:
        kind = "_ARGUMENT_COMMA"
    lexing.separate(continues=kind in _GOES_ON)
    if kind == "NOT":
        lexing.begin_argument(start)
    elif kind == "_BOTH":
        lexing.mapping_depth = len(lexing.brackets)
    elif kind == "_COLON" and lexing.innermost.kind == "_LPAR_F" and lexing.previous == "ID" and (
        lexing.before == "_LPAR_F" or lexing.before in HEADS_OF_NAMES
    ):
        kind = "_FOR_IN"
    return lexing.emit(kind, start, end, text)


def _behind_generics(lexing: Lexing, start: int) -> int:
    """Behind `<T>` of a method, which says nothing to a rule; 0 when it is none."""
    found = lexing.patterns["GENERICS"].match(lexing.text, start)
    return found.end() if found else 0


def _row_mark(lexing: Lexing, start: int, end: int, text: str, kind: str) -> int:
    lexing.separate(continues=True)
    if kind != "OP":
        return lexing.emit("ROW", start, end, text)
    if text == "<" and lexing.text.startswith("-", end):
        return lexing.emit("ROW", start, end + 1, "<-")
    return lexing.emit(kind, start, end, text)


def semicolon(lexing: Lexing, start: int, end: int, text: str) -> int:
    return lexing.semicolon(start, end)


_MEANT = {
    "#": "//", "`": "' or \"", "«": '"', "»": '"', "´": "'", "≠": "!=", "≤": "<=", "≥": ">=", "×": "*",
    "÷": "/", "→": "->", "–": "-", "—": "-", "−": "-", "…": "..", "；": ";", "，": ",", "：": ":", "＝": "=",
    "（": "(", "）": ")",
}


def unknown(lexing: Lexing, start: int, end: int, text: str) -> int:
    """A character that begins nothing; the first of a line tells for all of it."""
    if start < lexing.told_up_to:
        return end
    line_end = lexing.text.find("\n", start)
    lexing.told_up_to = line_end if line_end >= 0 else len(lexing.text)
    meant = _MEANT.get(text)
    shown = text if text.isprintable() and not text.isspace() else f"U+{ord(text):04X}, which cannot be seen,"
    help = f"write {meant}" if meant else "remove it; as a part of a text it must stand in quotes"
    lexing.report("unknown_character", start, end, shown, help)
    return end


