"""Brackets, and the ends of lines, where a bracket that is missing is found.

Knows which of its meanings a bracket has at its place: call, cast, condition, closure, block, table.
Refuses to know words, strings and operators.
"""

from __future__ import annotations

import re

from syncscript.language.syntax import guessing, strings
from syncscript.language.syntax.lexing import (
    BLOCK_END,
    BODY_FOLLOWS,
    HEADS_OF_NAMES,
    VALUE_ENDS,
    Lexing,
    Problem,
)

_CONDITIONS = {"_IF": "_RPAR_C", "_WHILE": "_RPAR_C", "_SYNCHRONIZED": "_RPAR_C",
               "ANNOTATION": "_RPAR_C", "_SWITCH": "_RPAR_S", "_SWITCH_V": "_RPAR_V"}
"""What closes the parentheses right behind a token."""

_FAR = 20
_EMPTY_DIMENSION = re.compile(r"\[\s*\]")


def line_end(lexing: Lexing, start: int, end: int, text: str) -> int:
    if lexing.guesses_brackets:
        settle_line_of_string(lexing, start)
        if guessing.lacks_value(lexing, end):
            _put_value(lexing, start)
        while guessing.ends_at_line(lexing, end):
            _close_before_comma(lexing, start)
        if guessing.brace_is_missing(lexing, start):
            _open_missing(lexing, start)
    lexing.line += 1
    lexing.line_ended(start)
    return end


def settle_line_of_string(lexing: Lexing, position: int) -> None:
    """A text without end took brackets of its line with it: what is open there is no mistake of its own."""
    told = lexing.problems[-1] if lexing.problems else None
    if told is None or told.key != "string_without_end" or "\n" in lexing.text[told.start:position]:
        return
    opens_block = lexing.text[:position].rstrip().endswith("{")
    while lexing.innermost.kind and lexing.innermost.line == lexing.line:
        if lexing.innermost.character == "}" and opens_block:
            return
        is_value = lexing.innermost.kind == "_GS_OPEN"
        lexing.close_unclosed(position)
        if is_value:
            return
        lexing.problems.pop()


def _put_value(lexing: Lexing, position: int) -> None:
    """Something in the place of what is missing at the end of this line."""
    kind, start, end, _ = lexing.tokens[-1]
    key = "name_missing" if kind == "DOT" else "value_missing"
    if lexing.innermost.character == "}" or lexing.innermost.line < lexing.line or not lexing.innermost.kind:
        lexing.report(key, start, end, f"`{lexing.text[start:end].strip()}`")
    if kind == "DOT":
        lexing.emit("ID", position, position, "missing")
    else:
        lexing.emit("CONSTANT_WORD", position, position, "null")


def _close_before_comma(lexing: Lexing, position: int) -> None:
    """A comma that ends the line goes with what stands around the bracket."""
    is_trailing = lexing.previous in {"_COMMA", "_ARGUMENT_COMMA"} and lexing.innermost.line < lexing.line
    if is_trailing or lexing.previous not in {"_COMMA", "_ARGUMENT_COMMA"}:
        lexing.close_unclosed(position)
        return
    comma = lexing.tokens.pop()
    lexing.close_unclosed(comma[1])
    lexing.emit("_COMMA", *comma[1:])


def _open_missing(lexing: Lexing, position: int) -> None:
    """The `{` that was meant to end this line."""
    _, start, end, _ = lexing.tokens[-1]
    lexing.report("block_missing", start, end, f"`{lexing.text[start:end].strip()[-20:]}`")
    open_curly(lexing, position, position, "")


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
        if not lexing.in_closure_head(start) and lexing.patterns["LAMBDA_HEAD"].match(lexing.text, start):
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
    if lexing.guesses_brackets and guessing.ends_at_brace(lexing, start):
        lexing.close_unclosed(start)
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
    head = lexing.patterns["CLOSURE_HEAD"].match(lexing.text, start)
    if head:
        return lexing.open("_LBRACE_P", start, end, "_RBRACE", "}", head_end=head.end())
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
    if lexing.guesses_brackets and text == "}" and bracket.kind and not _closes_in_line(lexing):
        while guessing.is_left_open(lexing, start, lexing.innermost) and lexing.innermost.character == "}":
            lexing.close_unclosed(start)
        if guessing.is_too_many(lexing, start):
            lexing.report("bracket_without_start", start, end, text)
            return end
        bracket = lexing.innermost
    if bracket.character != text and not _close_up_to(lexing, start, text):
        later = guessing.is_closed_later(lexing, end, bracket.character)
        if text == "}" or not bracket.kind or bracket.line < lexing.line or later:
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


def _closes_in_line(lexing: Lexing) -> bool:
    """Whether the block that a `}` would end began on this line."""
    blocks = [each for each in lexing.brackets[-_FAR:] if each.character == "}"]
    return bool(blocks) and blocks[-1].line == lexing.line


def _close_up_to(lexing: Lexing, start: int, text: str) -> bool:
    """Closes the brackets inside the one that `text` ends; False when it ends none.

    A brace ends everything inside it; the others end no brace of a line before.
    """
    closes_block = lexing.guesses_brackets and guessing.begins_line(lexing, start)
    here = guessing.indentation_at(lexing, start) if closes_block else -1
    for depth, bracket in enumerate(reversed(lexing.brackets)):
        if bracket.character == text and bracket.kind:
            for _ in range(depth):
                lexing.close_unclosed(start)
            return True
        is_left_open = closes_block and guessing.indentation_at(lexing, bracket.start) == here
        if depth > _FAR or (bracket.character == "}" and bracket.line < lexing.line and not is_left_open):
            return False
    return False
