"""Where a bracket or quote that is missing was meant to stand, told by lines and indentation.

Asked only about texts that are known to be wrong. Knows how people indent: what begins on a line ends on it,
or where a line stands no further in. Looks only so far that long lines cost little. Refuses to report.
"""

from __future__ import annotations

import re

from syncscript.language.syntax.lexing import VALUE_ENDS, Bracket, Lexing

_INDENTATION = re.compile(r"[ \t]*")
_STATEMENT_LINE = re.compile(
    r"([ \t]*)(?:(?:if|for|while|def|return|switch|try|import|class|assert|break|continue|throw|case|default"
    r"|final|static|else|catch|finally)\b|(\})|[A-Za-z_][\w.<>]*[ \t]+[A-Za-z_]\w*[ \t]*[=({]"
    r"|[A-Za-z_][\w.?]*+(?:\"[^\"\n]*\"[\w.?]*+)?[ \t]*(?:[-+]?=(?!=)|<<|\())")
_KEYWORD_LINE = re.compile(
    r"(?:if|for|while|def|return|switch|try|import|class|throw|final)\b|\w+[ \t]+\w+[ \t]*=")
_CASE_LINE = re.compile(r"[ \t]*case\b")
_CHAIN_LINE = re.compile(r"([ \t]*)[?*]?\.")
_VALUE_START = re.compile(r"(?!(?:in|as|instanceof)\b)([A-Za-z_]\w*|[\"'])")
_UNFINISHED = frozenset({"ASSIGN", "OP", "SIGN", "STAR", "_ELVIS", "DOT"})
_NEXT_LINE = re.compile(r"(?:[ \t]*\r?\n)*([ \t]*)(\S)?")
_TAIL = re.compile(r"[\s)\]},;]*(?:\{\s*)?\Z")
_IN_TERNARY = re.compile(r"\s\?\s[^:]*\Z")
REACH = 500
"""Characters of a line that are looked at."""
_PARTNERS = {"(": ")", "[": "]", "{": "}"}


def line_start(lexing: Lexing, position: int) -> int:
    return lexing.text.rfind("\n", max(position - REACH, 0), position) + 1


def indentation_at(lexing: Lexing, position: int) -> int:
    """How far in the line of this place begins."""
    found = _INDENTATION.match(lexing.text, line_start(lexing, position))
    return len(found.group()) if found else 0


def begins_line(lexing: Lexing, position: int) -> bool:
    return not lexing.text[line_start(lexing, position):position].strip()


def rest_of_line(lexing: Lexing, position: int) -> str:
    end = lexing.text.find("\n", position, position + REACH)
    return lexing.text[position:end if end >= 0 else position + REACH]


def ends_at_line(lexing: Lexing, next_line: int) -> bool:
    """Whether the innermost bracket was meant to be closed before the line that begins here."""
    bracket = lexing.innermost
    if bracket.kind == "_GS_OPEN":
        return len(bracket.string) == 1
    if not bracket.kind:
        return False
    here = indentation_at(lexing, bracket.start)
    following = _NEXT_LINE.match(lexing.text, next_line)
    stands_out = bool(following and following[2] and len(following[1]) <= here)
    if bracket.character == "}" and bracket.kind != "_LBRACE_T":
        return bool(stands_out and following and _begins_word(lexing, following.end() - 1, bracket))
    if bracket.line == lexing.line and _CHAIN_LINE.match(lexing.text, line_start(lexing, bracket.start)):
        chained = _CHAIN_LINE.match(lexing.text, next_line)
        return chained is not None and len(chained[1]) == here
    found = _STATEMENT_LINE.match(lexing.text, next_line)
    if found and not (found[2] and bracket.kind == "_LBRACE_T"):
        return len(found[1]) <= here
    is_value = bool(following and following[2] and _VALUE_START.match(lexing.text, following.end() - 1))
    is_empty = lexing.previous == bracket.kind or (lexing.before, lexing.previous) == (bracket.kind, "_COLON")
    return stands_out and is_value and (is_empty or lexing.previous in VALUE_ENDS)


def _begins_word(lexing: Lexing, position: int, bracket: Bracket) -> bool:
    found = _VALUE_START.match(lexing.text, position)
    return found is not None and not (bracket.kind == "_LBRACE_S" and found[1] in {"case", "default"})


def lacks_value(lexing: Lexing, next_line: int) -> bool:
    """Whether this line ends behind an operator, and the next one has nothing to do with it."""
    if lexing.previous not in _UNFINISHED:
        return False
    following = _NEXT_LINE.match(lexing.text, next_line)
    if not following or not following[2] or len(following[1]) > indentation_at(lexing, next_line - 1):
        return False
    pattern = _STATEMENT_LINE if lexing.previous == "DOT" else _KEYWORD_LINE
    return pattern.match(lexing.text, following.end() - 1) is not None


def ends_at_brace(lexing: Lexing, brace: int) -> bool:
    """Whether a condition or a head was meant to be closed before the `{` that ends its line.

    It was not when the block is an argument: then a line that begins with `})` ends it.
    """
    bracket = lexing.innermost
    if bracket.kind not in {"_LPAR_C", "_LPAR_F", "_LPAR_M"} or bracket.line != lexing.line:
        return False
    if rest_of_line(lexing, brace + 1).strip():
        return False
    here = indentation_at(lexing, brace)
    ends = re.compile(rf"\n[ \t]{{{here}}}\}}[ \t]*(\S?)").search(lexing.text, brace)
    return not ends or ends[1] not in {")", ",", "."}


def ends_at_colon(lexing: Lexing, colon: int) -> bool:
    """Whether the innermost bracket stands between `?` and `:` on its line, or in a `case` up to it."""
    bracket = lexing.innermost
    if bracket.kind not in {"_LPAR", "_LBRACK"} or bracket.line != lexing.line:
        return False
    line = lexing.text[line_start(lexing, bracket.start):bracket.start]
    if _CASE_LINE.match(line):
        return not rest_of_line(lexing, colon + 1).strip()
    return bracket.kind == "_LPAR" and _IN_TERNARY.search(line) is not None


def brace_is_missing(lexing: Lexing, line_end: int) -> bool:
    """Whether this line was meant to end with `{`: what follows is further in, up to a `}` of its own."""
    if not lexing.tokens or (lexing.innermost.line == lexing.line and lexing.innermost.kind):
        return False
    if lexing.innermost.character not in {"", "}"}:
        return False
    here = indentation_at(lexing, line_end)
    if lexing.innermost.kind and indentation_at(lexing, lexing.innermost.start) >= here:
        return False
    position, deeper = line_end, False
    for _ in range(REACH):
        position = lexing.text.find("\n", position) + 1
        found = _NEXT_LINE.match(lexing.text, position) if position else None
        if not found or not found[2]:
            return False
        if len(found[1]) <= here:
            return deeper and found[2] == "}" and len(found[1]) == here
        position, deeper = found.end(), True
    return False


def is_too_many(lexing: Lexing, brace: int) -> bool:
    """Whether a `}` ends a block that by its lines goes on."""
    bracket = lexing.innermost
    if bracket.character in {")", "]"}:
        following = _NEXT_LINE.match(lexing.text, brace + 1 + len(rest_of_line(lexing, brace + 1)))
        goes_on = following is not None and following[2] in {".", "?", ")", "]", ","}
        return goes_on and not begins_line(lexing, brace) and not rest_of_line(lexing, brace + 1).strip()
    if bracket.line == lexing.line or bracket.kind == "_GS_OPEN":
        return False
    if not begins_line(lexing, brace):
        return not rest_of_line(lexing, brace + 1).strip(" \t\r)};") and not _ends_deeper(lexing, brace)
    return indentation_at(lexing, brace) > indentation_at(lexing, bracket.start)


def _ends_deeper(lexing: Lexing, brace: int) -> bool:
    """`foo }`: the next line stands as far out as the block began, so that it may well end here."""
    found = _NEXT_LINE.match(lexing.text, brace + 1 + len(rest_of_line(lexing, brace + 1)))
    if not found or not found[2]:
        return True
    opened = indentation_at(lexing, lexing.innermost.start)
    return len(found[1]) < opened if found[2] == "}" else len(found[1]) <= opened


def is_left_open(lexing: Lexing, brace: int, bracket: Bracket) -> bool:
    """Whether the `}` here belongs to a block further out than this one."""
    if bracket.line == lexing.line or not begins_line(lexing, brace):
        return False
    return indentation_at(lexing, brace) < indentation_at(lexing, bracket.start)


def is_closed_later(lexing: Lexing, position: int, character: str) -> bool:
    """Whether the rest of the line closes the innermost bracket with this character."""
    depth = 0
    for each in rest_of_line(lexing, position):
        if each in _PARTNERS:
            depth += 1
        elif each in ")]}":
            if not depth:
                return each == character
            depth -= 1
    return False


def end_of_text(lexing: Lexing, start: int, position: int) -> int:
    """Where a text of one line without a quote was meant to end: before the brackets that end the line."""
    rest = rest_of_line(lexing, position)
    tail = _TAIL.search(rest)
    bracket = lexing.innermost
    if not tail or not tail.group().strip():
        return position + len(rest.rstrip())
    first = tail.group().strip()[0]
    closes = bracket.kind and first == bracket.character and bracket.line == lexing.line
    return position + (tail.start() if closes or first in ",;{" else len(rest.rstrip()))


def end_of_lines(lexing: Lexing, start: int) -> int:
    """Where a text or comment of several lines was meant to end: before a line that begins a statement."""
    here = indentation_at(lexing, start)
    position = lexing.text.find("\n", start) + 1
    while position:
        found = _STATEMENT_LINE.match(lexing.text, position)
        if found and len(found[1]) <= here:
            return position - 1
        position = lexing.text.find("\n", position) + 1
    return len(lexing.text)
