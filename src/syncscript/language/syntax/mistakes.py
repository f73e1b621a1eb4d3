"""Which mistake it is when a token does not fit.

A short ordered list of rules on the token, the one before it and what could have come; the first that
knows the case names it. Refuses to phrase the message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from syncscript.language.syntax.lexing import VALUE_ENDS, Problem, Token

_VALUE_STARTS = frozenset({"ID", "NUMBER", "STRING", "CONSTANT_WORD", "_GS_START", "NEW_TYPE", "DECL_TYPE",
                           "_LBRACE", "_LBRACE_P", "CAST", "LABEL", "MODIFIER", "LAMBDA_NAME"})
_ENDINGS = frozenset({"_SEP", "$END", "_RBRACE", "_RPAR", "_RPAR_C", "_RPAR_S", "_RPAR_M", "_RPAR_N",
                      "_RBRACK", "_RBRACK_N", "_GS_CLOSE", "_SEMI", "_COMMA", "_ARGUMENT_COMMA"})
_OPERATORS = frozenset({"OP", "SIGN", "STAR", "NOT", "ASSIGN", "_ELVIS", "_QUESTION", "_BOTH", "ROW",
                        "_COLON", "_COMMA", "_ARGUMENT_COMMA", "ARROW", "_RETURN", "_THROW", "CAST"})
_BLOCK_HEADS = frozenset({"_RPAR_M", "CATCH", "_TRY", "_FINALLY", "THROWS", "CLASS_HEAD", "_RPAR_S"})
_OPENERS = {"_LPAR": "_RPAR", "_LPAR_C": "_RPAR_C", "_LPAR_F": "_RPAR_C", "_LPAR_M": "_RPAR_M",
            "_LPAR_N": "_RPAR_N", "_LBRACK": "_RBRACK", "_LBRACK_SAFE": "_RBRACK", "_LBRACK_N": "_RBRACK_N"}
FOREIGN_MARKS = {"=>": "->", "??": "?:", ":=": "=", "<>": "!="}
FOREIGN_WORDS = {"and": "&&", "or": "||", "not": "!", "is": "==", "elif": "else if", "elsif": "else if",
                  "elseif": "else if", "then": "{", "equals": "=="}
_BRACES = frozenset({"_LBRACE", "_LBRACE_P", "_LBRACE_C", "_LBRACE_S", "_LBRACE_T"})


@dataclass(frozen=True)
class Misfit:
    """A token that does not fit: the one before it, what could have come, and the open brace around."""

    text: str
    token: Token
    before: Token
    expected: Mapping[str, Any]
    brace: str
    heads: frozenset[str]

    def shown(self, token: Token) -> str:
        if token[0] == "$END":
            return "the end of the file"
        if token[0] in {"_SEP", "_SEMI"}:
            return "the end of the statement"
        written = self.text[token[1]:token[2]].strip()
        return f"`{written}`" if len(written) <= 30 and "\n" not in written else f"`{written[:20]}...`"


def misfit_of(text: str, tokens: Sequence[Token], place: int, values: Sequence[Any],
              row: Mapping[str, Any]) -> Misfit:
    """Looks behind the zero-width mark of a command call at the value that does not fit."""
    token = tokens[place]
    if token[0] == "_CMD":
        token = tokens[place + 1]
    before = tokens[place - 1] if place else ("", 0, 0, None)
    open_tokens = [value[0] for value in values[-200:] if type(value) is tuple]
    braces = [kind for kind in open_tokens if kind in _BRACES]
    inner = open_tokens[len(open_tokens) - open_tokens[::-1].index(braces[-1]):] if braces else open_tokens
    return Misfit(text, token, before, row, braces[-1] if braces else "", frozenset(inner))


def problem_of(misfit: Misfit) -> Problem:
    """The mistake by the first rule that knows it."""
    for rule in _RULES:
        problem = rule(misfit)
        if problem:
            return problem
    key = "ended_early" if misfit.token[0] == "$END" else "unexpected"
    return _at(misfit, key)


def _at(misfit: Misfit, key: str, detail: str = "", more: str = "") -> Problem:
    _, start, end, _ = misfit.token
    return Problem(key, start, end, detail or misfit.shown(misfit.token), more)


def _behind(misfit: Misfit, key: str, detail: str = "", more: str = "") -> Problem:
    """At the token before, because there the text must be changed."""
    _, start, end, _ = misfit.before
    return Problem(key, start, end, detail or misfit.shown(misfit.before), more)


def _foreign_word(misfit: Misfit) -> Problem | None:
    for token in (misfit.before, misfit.token):
        meant = FOREIGN_WORDS.get(token[3]) if token[0] == "ID" else None
        if meant:
            return Problem("foreign_word", token[1], token[2], f"`{token[3]}`", f"`{meant}`")
    return None


def _foreign_mark(misfit: Misfit) -> Problem | None:
    """Two characters that are one operator elsewhere, such as `=>`."""
    for _, start, end, _ in (misfit.before, misfit.token):
        for place in (start, end - 1):
            written = misfit.text[max(place, 0):place + 2]
            meant = FOREIGN_MARKS.get(written)
            if meant:
                return Problem("foreign_word", place, place + 2, f"`{written}`", f"`{meant}`")
    if misfit.token[3] == "of" and "_FOR_IN" in misfit.expected:
        return _at(misfit, "foreign_word", "`of`", "`in`")
    return None


def _unfinished(misfit: Misfit) -> Problem | None:
    """A line that ends behind an operator, when the next one is no value."""
    apart = "\n" in misfit.text[misfit.before[2]:misfit.token[1]]
    if apart and misfit.before[0] in _OPERATORS - {"_COLON", "_COMMA", "ARROW", "_RETURN"}:
        return _behind(misfit, "value_missing")
    return None


_RECORD = re.compile(r"record\s+(\w+)[^\S\n]*(?:<[^\n()]*>)?\([^()\n]*\Z")


def _record(misfit: Misfit) -> Problem | None:
    """`record Name(int x)`"""
    found = _RECORD.search(misfit.text, max(misfit.token[1] - 100, 0), misfit.token[1])
    return Problem("record", found.start(), found.end(1), found[1]) if found else None


def _part_missing(misfit: Misfit) -> Problem | None:
    """What the syntax asks for at this place, whatever stands there."""
    before = misfit.before[0]
    if "_WHILE_END" in misfit.expected and "_DO" in misfit.heads:
        return _behind(misfit, "while_missing")
    if "_SEMI" in misfit.expected and "_LPAR_F" in misfit.heads:
        return _at(misfit, "for_part_missing")
    if before in _BLOCK_HEADS:
        return _behind(misfit, "block_missing")
    if before == "NEW_TYPE":
        return _behind(misfit, "arguments_missing")
    return None


def _nothing_inside(misfit: Misfit) -> Problem | None:
    closer = _OPENERS.get(misfit.before[0])
    if closer and misfit.token[0] == closer and misfit.token[1] < misfit.token[2]:
        return _at(misfit, "nothing_inside", misfit.shown(misfit.before), misfit.shown(misfit.token))
    if closer and misfit.token[0] in {closer, "_COMMA", "_SEMI", "_COLON"}:
        return _behind(misfit, "value_missing")
    return None


def _map_in_braces(misfit: Misfit) -> Problem | None:
    """`{a: 1, b: 2}`"""
    if misfit.brace != "_LBRACE":
        return None
    is_key = misfit.token[0] == "_COLON" and misfit.before[0] in {"STRING", "NUMBER", "_GS_END"}
    if is_key or (misfit.token[0] == "_COMMA" and "LABEL" in misfit.heads):
        return _at(misfit, "map_in_braces")
    return None


def _comma_misplaced(misfit: Misfit) -> Problem | None:
    return _at(misfit, "comma_misplaced") if misfit.token[0] == "_COMMA" else None


def _member(misfit: Misfit) -> Problem | None:
    if misfit.brace == "_LBRACE_C" and misfit.before[0] in {"ID", "_RPAR_M"}:
        return _behind(misfit, "member_not_read")
    return None


def _quote_inside(misfit: Misfit) -> Problem | None:
    """`"say "hi""`: the string ends where it was not meant to."""
    touches = misfit.before[2] == misfit.token[1]
    if touches and misfit.before[0] in {"STRING", "_GS_END"} and misfit.token[0] in _VALUE_STARTS:
        return _at(misfit, "quote_inside", "", misfit.shown(misfit.before))
    return None


def _condition(misfit: Misfit) -> Problem | None:
    if misfit.before[0] in {"_IF", "_WHILE", "_FOR", "_SWITCH"}:
        return _behind(misfit, "condition_without_parentheses")
    return None


def _table_row(misfit: Misfit) -> Problem | None:
    if misfit.brace != "_LBRACE_T":
        return None
    if misfit.token[0] in {"ID", "LABEL", "DECL_TYPE"}:
        return _at(misfit, "row_without_quotes")
    if "ROW" in misfit.expected:
        return _at(misfit, "row_without_arrow")
    return _at(misfit, "row_not_read")


def _lone_word(misfit: Misfit) -> Problem | None:
    belongs = {"_ELSE": "`if`", "_CASE": "`switch`", "_DEFAULT": "`switch`", "CATCH": "`try`",
               "_FINALLY": "`try`"}.get(misfit.token[0])
    if belongs and misfit.before[0] not in _OPERATORS:
        return _at(misfit, "lone_word", misfit.shown(misfit.token).split("(")[0].strip("` "), belongs)
    return None


def _colon_missing(misfit: Misfit) -> Problem | None:
    if "_COLON" not in misfit.expected:
        return None
    if "_CASE" in misfit.heads or misfit.before[0] == "_DEFAULT":
        return _behind(misfit, "case_without_colon")
    if "_QUESTION" in misfit.heads and misfit.token[0] in _ENDINGS:
        return _behind(misfit, "ternary_without_colon")
    return None


def _name_missing(misfit: Misfit) -> Problem | None:
    if misfit.before[0] in {"DOT", "POINTER"}:
        return _behind(misfit, "name_missing")
    if misfit.before[0] in {"MODIFIER", "DECL_TYPE"}:
        return _behind(misfit, "name_missing")
    return None


def _value_missing(misfit: Misfit) -> Problem | None:
    if misfit.before[0] in _OPERATORS and misfit.token[0] in _ENDINGS | _OPERATORS | {"DOT"}:
        return _behind(misfit, "value_missing")
    return None


def _side_by_side(misfit: Misfit) -> Problem | None:
    if misfit.before[0] in VALUE_ENDS and misfit.token[0] in _VALUE_STARTS:
        return _at(misfit, "side_by_side", "", misfit.shown(misfit.before))
    return None


_DANGLING = re.compile(
    r"(<->|[!=]==|==~|=~|<=>|\*\*=?|<<=?|>>>?=?|\.\.<?|&&|\|\||[=!<>]=|[-+*/%&|^]=?|[<>!=]|\b!?in)"
    r"[ \t]*(?://[^\n]*)?\n[ \t]*\Z"
)


def _assignment(misfit: Misfit) -> Problem | None:
    if misfit.token[0] != "ASSIGN" or misfit.before[0] not in VALUE_ENDS:
        return None
    line_start = misfit.text.rfind("\n", 0, misfit.token[1]) + 1
    dangling = _DANGLING.search(misfit.text, max(line_start - 300, 0), line_start)
    if dangling:
        return Problem("value_missing", *dangling.span(1), f"`{dangling[1]}`")
    return _at(misfit, "assignment_misplaced")


def _word_as_value(misfit: Misfit) -> Problem | None:
    written = misfit.text[misfit.token[1]:misfit.token[2]]
    if misfit.token[0].startswith("_") and written.isalpha():
        return _at(misfit, "word_as_value")
    return None


_OPEN_NAME = re.compile(r"\b(custom(?:Fields|Keys))\??\.(\w+(?:[ \t]+(?!(?:in|as|instanceof)\b)\w+)+)")


def _name_of_words(misfit: Misfit) -> Problem | None:
    """`issue.customFields.Due Date.value`"""
    place = misfit.token[1]
    for found in _OPEN_NAME.finditer(misfit.text, max(place - 200, 0), place + 80):
        if found.start(2) < place <= found.end(2):
            return Problem("name_of_words", *found.span(2), found[2], found[1])
    return None


_LINE_OF_SIDES = re.compile(r"^[ \t]*\w+\.(?:issue|entity|workItem)\.[^\n]*\Z", re.MULTILINE)
_TABLE_BEHIND_EQUALS = re.compile(
    r"^[ \t]*\w+\.(?:issue|entity|workItem)\.[^\n=]*=[^\n={]*\{\s*(?:[\"'][^\n]*)\Z", re.MULTILINE)


def _arrow(misfit: Misfit) -> Problem | None:
    """`Green.issue.x -> Blue.issue.y`, or rows behind a line with `=`."""
    if misfit.text[misfit.token[1]:misfit.token[2]].strip() not in ("->", "<-"):
        return None
    ahead = misfit.text[max(misfit.token[1] - 500, 0):misfit.token[1]]
    if _TABLE_BEHIND_EQUALS.search(ahead):
        return _at(misfit, "table_behind_equals")
    return _at(misfit, "arrow_between_sides") if _LINE_OF_SIDES.search(ahead) else None


_RULES: tuple[Callable[[Misfit], Problem | None], ...] = (
    _arrow, _record, _name_of_words, _foreign_word, _foreign_mark, _unfinished, _condition, _table_row,
    _part_missing, _map_in_braces, _colon_missing, _name_missing, _lone_word, _word_as_value,
    _nothing_inside, _value_missing, _member, _assignment, _quote_inside, _side_by_side, _comma_misplaced,
)
