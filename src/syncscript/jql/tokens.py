"""From the text of a query to its tokens, up to the first place that no token can begin at.

Holes are kept in words and strings; what is to be made of a word with holes is for the reader. Refuses to
know which token may follow which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from syncscript.jql.problems import Problem
from syncscript.jql.reserved import CHARACTERS, KEYWORDS, WORDS

WRONG = "WRONG"
"""The kind of what is no token. Its problem tells why."""
PUNCTUATION = {
    "(": "OPENING", ")": "CLOSING", ",": "COMMA", "&&": "AND", "&": "AND", "||": "OR", "|": "OR", "!": "NOT",
}  # fmt: skip
TOKEN = re.compile(r"""
    (?P<space> \s+ )
  | (?P<property> (?! (?i:and|or|not|in|is|was|to|from) \s* \[ )
        (?: [\w.\ufffc-]+ | "[^"\\]*" | '[^'\\]*' ) \s*
        (?: \[ (?: \s*+ (?: "[^"]*" | '[^']*' ) \s*+ | [^\]"'\[]++ ) \] (?: \.[\w.\ufffc-]+ )? )+ )
  | (?P<operator> != | !~ | >= | <= | = | ~ | > | < )
  | (?P<mark> && | & | \|\| | \| | ! | [(),] )
  | (?P<string> "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' )
  | (?P<word> (?:\\.|[^\s=!<>~,()"'&|\[\]\\])+ )
  | (?P<rest> . )
""", re.VERBOSE | re.DOTALL)  # fmt: skip
ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
PLAIN_ESCAPES = frozenset("tnr\\'\" ")


class Token(NamedTuple):
    """kind: a terminal of the grammar, or WRONG; value: without quotes and escapes."""

    kind: str
    text: str
    start: int
    end: int
    value: str
    problem: Problem | None = None


def tokens(query: str) -> Iterator[Token]:
    for match in TOKEN.finditer(query):
        kind = match.lastgroup or ""
        if kind != "space":
            yield MAKERS[kind](match[0], match.start())


def wrong(kind: str, text: str, start: int, found: str = "", at: int = 0) -> Token:
    """at: where in the text the found part stands."""
    found = found or text
    problem = Problem(kind, found, start + at, start + at + len(found))
    return Token(WRONG, text, start, start + len(text), text, problem)


def operator(text: str, start: int) -> Token:
    return Token("OPERATOR", text, start, start + len(text), text)


def mark(text: str, start: int) -> Token:
    return Token(PUNCTUATION[text], text, start, start + len(text), text)


def field_property(text: str, start: int) -> Token:
    """`cf[10010]`, `issue.property[key].path`: without spaces, as fields are named."""
    return Token("PROPERTY", text, start, start + len(text), re.sub(r"\s+", "", text))


def string(text: str, start: int) -> Token:
    bad = bad_escape(text)
    if bad is not None:
        return wrong("escape", text, start, bad[0], bad.start())
    return Token("STRING", text, start, start + len(text), unescaped(text[1:-1]))


def word(text: str, start: int) -> Token:
    kind = KEYWORDS.get(text.lower())
    if kind is not None:
        return Token(kind, text, start, start + len(text), text.lower())
    bare = ESCAPE.sub(lambda escape: "_" * len(escape[0]), text)
    reserved = next((at for at, each in enumerate(bare) if each in CHARACTERS), None)
    if reserved is not None:
        return wrong("reserved_character", text, start, text[reserved], reserved)
    bad = bad_escape(text)
    if bad is not None:
        return wrong("escape", text, start, bad[0], bad.start())
    if text.lower() in WORDS:
        return wrong("reserved_word", text, start)
    return Token("WORD", text, start, start + len(text), unescaped(text))


def rest(text: str, start: int) -> Token:
    """A quote that has no other, a bracket without a name before it, a backslash at the end."""
    kind = {'"': "open_quote", "'": "open_quote", "\\": "escape"}.get(text, "reserved_character")
    return wrong(kind, text, start)


MAKERS = {
    "property": field_property, "operator": operator, "mark": mark, "string": string, "word": word,
    "rest": rest,
}  # fmt: skip


def bad_escape(text: str) -> re.Match[str] | None:
    """The first escape that JQL does not have."""
    if "\\" not in text:
        return None
    found = ESCAPE.finditer(text)
    return next((each for each in found if len(each[1]) == 1 and each[1] not in PLAIN_ESCAPES), None)


def unescaped(text: str) -> str:
    return ESCAPE.sub(meaning, text) if "\\" in text else text


def meaning(escape: re.Match[str]) -> str:
    if len(escape[1]) > 1:
        return chr(int(escape[1][1:], 16))
    return ESCAPES.get(escape[1], escape[1])
