"""Brackets, operators, numbers, line ends and comments.

Knows which of its meanings a bracket has at its place: call, cast, condition, closure, block, table.
Refuses to know words and strings.
"""

from __future__ import annotations

import re

from syncscript.language.syntax import strings, tree
from syncscript.language.syntax.lexing import (
    BLOCK_END,
    BODY_FOLLOWS,
    HEADS_OF_NAMES,
    STATEMENT_STARTS,
    VALUE_ENDS,
    Lexing,
    Problem,
)

_CONDITIONS = {"_IF": "_RPAR_C", "_WHILE": "_RPAR_C", "_SYNCHRONIZED": "_RPAR_C",
               "ANNOTATION": "_RPAR_C", "_SWITCH": "_RPAR_S", "_SWITCH_V": "_RPAR_V"}
"""What closes the parentheses right behind a token."""

_GOES_ON = frozenset({"DOT", "POINTER", "_QUESTION", "_ELVIS", "_COLON", "OP", "STAR", "ASSIGN", "_BOTH",
                      "ROW", "_LBRACK_SAFE", "_COMMA", "_ARGUMENT_COMMA", "ARROW"})
_BEFORE_GENERICS = STATEMENT_STARTS | {"MODIFIER"}
_FAR = 20
SHEBANG = re.compile(r"#![^\r\n]*")
_EMPTY_DIMENSION = re.compile(r"\[\s*\]")
_INDENTATION = re.compile(r"[ \t]*")
_STATEMENT_LINE = re.compile(
    r"([ \t]*)(?:(?:if|for|while|def|return|switch|try|import|class)\b|(\})"
    r"|[A-Za-z_][\w.?]*+(?:\"[^\"\n]*\"[\w.?]*+)?[ \t]*(?:[-+]?=(?!=)|\())")


def line_end(lexing: Lexing, start: int, end: int, text: str) -> int:
    if lexing.guesses_brackets:
        while _ends_with_its_line(lexing) or _line_begins_statement(lexing, end):
            lexing.close_unclosed(start)
    lexing.line += 1
    lexing.line_ended(start)
    return end


def _ends_with_its_line(lexing: Lexing) -> bool:
    """A value inside a string of one line."""
    return lexing.innermost.kind == "_GS_OPEN" and len(lexing.innermost.string) == 1


def _can_be_guessed(lexing: Lexing) -> bool:
    """Lines inside round and square brackets and value tables do not begin like statements."""
    return lexing.innermost.character in {")", "]"} or lexing.innermost.kind == "_LBRACE_T"


def _line_begins_statement(lexing: Lexing, start: int) -> bool:
    """Whether a line that begins like a statement stands no further in than the line of the open bracket."""
    if not _can_be_guessed(lexing):
        return False
    found = _STATEMENT_LINE.match(lexing.text, start)
    if not found or (found[2] and lexing.innermost.kind == "_LBRACE_T"):
        return False
    line_start = lexing.text.rfind("\n", 0, lexing.innermost.start) + 1
    indented = _INDENTATION.match(lexing.text, line_start)
    return len(found[1]) <= (len(indented.group()) if indented else 0)


def comment(lexing: Lexing, start: int, end: int, text: str) -> int:
    lexing.comments.append(tree.Comment(start, end, text))
    return end


def comment_without_end(lexing: Lexing, start: int, end: int, text: str) -> int:
    lexing.report("comment_without_end", start, end)
    lexing.comments.append(tree.Comment(start, len(lexing.text), lexing.text[start:]))
    return len(lexing.text)


def number(lexing: Lexing, start: int, end: int, text: str) -> int:
    if text[0] == "." and not lexing.expects_value and not lexing.pending:
        return lexing.emit("DOT", start, start + 1, ".")
    lexing.separate()
    lexing.begin_argument(start)
    return lexing.emit("NUMBER", start, end, text)


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
    in_command = lexing.command_depth == len(lexing.brackets) and not lexing.pending
    if kind == "_COMMA" and in_command:
        kind = "_ARGUMENT_COMMA"
    lexing.separate(continues=kind in _GOES_ON)
    if kind == "DOT" and lexing.text.startswith("<", end):
        lexing.emit(kind, start, end, text)
        return _behind_generics(lexing, end) or end
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


def open_round(lexing: Lexing, start: int, end: int, text: str) -> int:
    if lexing.previous in _CONDITIONS:
        return lexing.open("_LPAR_C", start, end, _CONDITIONS[lexing.previous], ")")
    if lexing.previous == "_TRY":
        return lexing.open("_LPAR_R", start, end, "_RPAR_C", ")")
    if lexing.previous == "_FOR":
        return lexing.open("_LPAR_F", start, end, "_RPAR_C", ")")
    lexing.separate(continues=_calls_block(lexing))
    if _declares_method(lexing):
        return lexing.open("_LPAR_M", start, end, "_RPAR_M", ")")
    if lexing.expects_value and lexing.previous not in {"DOT", "MODIFIER", "_WHILE_END"}:
        found = lexing.patterns["CAST"].match(lexing.text, start)
        if found:
            return lexing.emit("CAST", start, found.end(), found.group())
        if lexing.patterns["LAMBDA_HEAD"].match(lexing.text, start):
            return lexing.open("_LPAR_L", start, end, "_RPAR", ")")
    if lexing.previous == "NEW_TYPE":
        return lexing.open("_LPAR_N", start, end, "_RPAR_N", ")")
    return lexing.open("_LPAR", start, end, "_RPAR", ")")


def _calls_block(lexing: Lexing) -> bool:
    """`{ it }(x)`: parentheses right behind the brace call what is in the braces."""
    return lexing.previous == BLOCK_END and not lexing.pending


def _declares_method(lexing: Lexing) -> bool:
    if lexing.previous == "STRING":
        return lexing.before == "MODIFIER"
    if lexing.previous != "ID":
        return False
    if lexing.before in HEADS_OF_NAMES:
        return True
    inside = lexing.innermost
    return inside.kind == "_LBRACE_C" and not inside.names_first and lexing.before in {"_SEP", "_LBRACE_C"}


def open_square(lexing: Lexing, start: int, end: int, text: str) -> int:
    lexing.separate()
    if lexing.previous in {"NEW_TYPE", "_RBRACK_N", "RBRACK_E"}:
        is_empty = _EMPTY_DIMENSION.match(lexing.text, start) is not None
        return lexing.open("_LBRACK_N", start, end, "RBRACK_E" if is_empty else "_RBRACK_N", "]")
    return lexing.open("_LBRACK", start, end, "_RBRACK", "]")


def open_safe_square(lexing: Lexing, start: int, end: int, text: str) -> int:
    lexing.separate(continues=True)
    return lexing.open("_LBRACK_SAFE", start, end, "_RBRACK", "]")


def open_curly(lexing: Lexing, start: int, end: int, text: str) -> int:
    declared = lexing.previous == "ID" and lexing.before in HEADS_OF_NAMES
    lexing.separate(continues=not declared, drops=lexing.previous in {"_RPAR_M", "THROWS"})
    if lexing.mapping_depth == len(lexing.brackets) and lexing.previous in VALUE_ENDS:
        lexing.mapping_depth = 0
        return lexing.open("_LBRACE_T", start, end, "_RBRACE", "}", ends_block=True)
    if lexing.previous == "CLASS_HEAD":
        is_enum = lexing.tokens[-1][3].startswith("enum")
        return lexing.open("_LBRACE_C", start, end, "_RBRACE", "}", ends_block=True, names_first=is_enum)
    if _begins_members(lexing):
        return lexing.open("_LBRACE_C", start, end, "_RBRACE", "}")
    if lexing.previous in {"_RPAR_S", "_RPAR_V"}:
        ends_block = lexing.previous == "_RPAR_S"
        return lexing.open("_LBRACE_S", start, end, "_RBRACE", "}", ends_block=ends_block)
    if _begins_array(lexing):
        return lexing.open("_LBRACE_A", start, end, "_RBRACE", "}")
    if lexing.patterns["CLOSURE_HEAD"].match(lexing.text, start):
        return lexing.open("_LBRACE_P", start, end, "_RBRACE", "}")
    in_case = lexing.previous in {"_COLON", "ARROW"} and lexing.innermost.kind == "_LBRACE_S"
    return lexing.open("_LBRACE", start, end, "_RBRACE", "}",
                       ends_block=in_case or lexing.previous in BODY_FOLLOWS)


def _begins_members(lexing: Lexing) -> bool:
    """Of a class without a name, or of one name of an enum."""
    return lexing.previous == "_RPAR_N" or lexing.innermost.names_first


def _begins_array(lexing: Lexing) -> bool:
    """The items of `new int[]{1, 2}`, or of an array in them."""
    inside = lexing.innermost.kind == "_LBRACE_A" and lexing.previous in {"_LBRACE_A", "_COMMA"}
    return inside or lexing.previous == "RBRACK_E"


def close(lexing: Lexing, start: int, end: int, text: str) -> int:
    bracket = lexing.innermost
    if text == "}" and bracket.kind == "_GS_OPEN":
        return strings.close_value(lexing, start, end)
    if bracket.character != text and not _close_up_to(lexing, start, text):
        if text == "}" or not bracket.kind or bracket.line < lexing.line:
            lexing.report("bracket_without_start", start, end, text)
            return end
        opened = lexing.text[bracket.start]
        wrong = Problem("wrong_bracket", start, end, opened, bracket.character, bracket.start)
        lexing.problems.append(wrong)
    bracket = lexing.innermost
    if text == "}":
        lexing.separate(drops=True)
    lexing.pending = ""
    lexing.brackets.pop()
    lexing.emit(bracket.closer, start, end)
    if bracket.ends_block:
        lexing.previous = BLOCK_END
    return end


def _close_up_to(lexing: Lexing, start: int, text: str) -> bool:
    """Closes the brackets inside the one that `text` ends; False when it ends none.

    A brace ends everything inside it; the others end no brace of a line before.
    """
    for depth, bracket in enumerate(reversed(lexing.brackets)):
        if bracket.character == text and bracket.kind:
            for _ in range(depth):
                lexing.close_unclosed(start)
            return True
        if depth > _FAR or (bracket.character == "}" and bracket.line < lexing.line):
            return False
    return False


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


