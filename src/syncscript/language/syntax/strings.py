"""Strings: six spellings, their escapes, and the values inside them.

Knows how a string begins, goes on and ends, and what its text means. Refuses to know what stands
inside `${ }`: that is lexed as any other code, and comes back here at its brace.
"""

from __future__ import annotations

import re

from syncscript.language.syntax import guessing
from syncscript.language.syntax.lexing import Lexing

_ENDS = {'"': '"', '"""': '"""', "/": "/", "$/": "/$", "“": "“”", "”": "“”"}
_TEXTS = {'"': "TEXT_IN_DOUBLE", '"""': "TEXT_IN_TRIPLE", "/": "TEXT_IN_SLASHY", "$/": "TEXT_IN_DOLLAR",
          "“": "TEXT_IN_CURLY", "”": "TEXT_IN_CURLY"}
_ESCAPE = re.compile(r"\\(?:u+([\da-fA-F]{4})|([0-3]?[0-7]{1,2})|(\r\n|[\s\S]))")
_MEANINGS = {"n": "\n", "t": "\t", "b": "\b", "f": "\f", "r": "\r", "s": " ", "\\": "\\", "'": "'", '"': '"',
             "$": "$", "\n": "", "\r\n": "", "\r": ""}
_UNICODE = re.compile(r"\\u+([\da-fA-F]{4})")
_DOLLAR_ESCAPE = re.compile(r"\$([$/])")
_TYPOGRAPHIC = frozenset("‘’“”")


def string(lexing: Lexing, start: int, end: int, text: str) -> int:
    """A string without a value inside, in one piece."""
    _begin(lexing, start)
    quote = text[:3] if text[:3] in {"'''", '"""'} else text[0]
    inner = text[len(quote):-len(quote)]
    meaning = text_of(lexing, inner, quote, start + len(quote))
    if text[0] in _TYPOGRAPHIC:
        lexing.report("typographic_quotes", start, end, text)
    return lexing.emit("STRING", start, end, meaning)


def quote(lexing: Lexing, start: int, end: int, text: str) -> int:
    """A quote whose string is not of one piece: a value is inside, or its end is missing."""
    if text in {"'", "'''", "‘", "’"} or _is_unended(lexing, end, text):
        return _unterminated_plain(lexing, start, end, text)
    _begin(lexing, start)
    lexing.emit("_GS_START", start, end, text)
    return string_goes_on(lexing, end, text, start)


def _is_unended(lexing: Lexing, end: int, quote: str) -> bool:
    """A double quote, or three, behind which there is none any more on its line or in the text."""
    if quote not in {'"', '"""'}:
        return False
    closing = lexing.text.find(quote, end)
    if closing >= 0 and (len(quote) == 3 or lexing.text.find("\n", end, closing) < 0):
        return False
    rest = guessing.rest_of_line(lexing, end)
    opened = rest.rfind("${")
    return opened < 0 or "}" in rest[opened:]


def slash(lexing: Lexing, start: int, end: int, text: str) -> int:
    """`/` where a value is expected begins a slashy string."""
    found = lexing.patterns["SLASHY_STRING"].match(lexing.text, start)
    if found:
        return string(lexing, start, found.end(), found.group())
    if lexing.text.find("/", end) < 0:
        return _unterminated_plain(lexing, start, end, text)
    return quote(lexing, start, end, text)


def string_goes_on(lexing: Lexing, position: int, quote: str, start: int) -> int:
    """Reads on inside a string up to its end or the next `${`."""
    text, size = lexing.text, len(lexing.text)
    pattern = lexing.patterns[_TEXTS[quote]]
    while position < size:
        found = pattern.match(text, position)
        if found:
            meaning = text_of(lexing, found.group(), quote, position)
            position = lexing.emit("GS_TEXT", position, found.end(), meaning)
        ended = _end_of(text, position, quote)
        if ended:
            lexing.emit("_GS_END", position, ended)
            if quote in _TYPOGRAPHIC:
                lexing.report("typographic_quotes", start, ended, text[start:ended])
            return ended
        if text.startswith("${", position):
            return lexing.open("_GS_OPEN", position, position + 2, "_GS_CLOSE", "}", string=quote)
        path = lexing.patterns["GS_PATH"].match(text, position)
        if path:
            position = lexing.emit("GS_PATH", position, path.end(), path.group())
        elif text.startswith("$", position):
            position = lexing.emit("GS_TEXT", position, position + 1, "$")
        else:
            break
    lexing.report("string_without_end", start, min(start + len(quote), size), quote)
    return lexing.emit("_GS_END", position, position)


def _end_of(text: str, position: int, quote: str) -> int:
    if quote in _TYPOGRAPHIC:
        return position + 1 if text[position:position + 1] in {"“", "”"} else 0
    end = _ENDS[quote]
    return position + len(end) if text.startswith(end, position) else 0


def close_value(lexing: Lexing, start: int, end: int) -> int:
    """The brace that ends `${`: the string goes on behind it."""
    bracket = lexing.brackets.pop()
    lexing.pending = ""
    lexing.emit("_GS_CLOSE", start, end)
    return string_goes_on(lexing, end, bracket.string, bracket.start)


def _begin(lexing: Lexing, start: int) -> None:
    lexing.separate()
    lexing.begin_argument(start)


def _unterminated_plain(lexing: Lexing, start: int, end: int, text: str) -> int:
    lexing.report("string_without_end", start, end, text)
    _begin(lexing, start)
    is_long = len(text) == 3
    stop = guessing.end_of_lines(lexing, start) if is_long else guessing.end_of_text(lexing, start, end)
    return lexing.emit("STRING", start, stop, lexing.text[end:stop])


def text_of(lexing: Lexing, inner: str, quote: str, start: int) -> str:
    """What the characters between the quotes mean; a wrong escape is reported and left as it is."""
    if quote == "/":
        inner = inner.replace("\\/", "/")
        return _UNICODE.sub(_character, inner) if "\\u" in inner else inner
    if quote == "$/":
        inner = _DOLLAR_ESCAPE.sub(r"\1", inner)
        return _UNICODE.sub(_character, inner) if "\\u" in inner else inner
    if len(quote) == 3 and "\r" in inner:
        inner = inner.replace("\r\n", "\n").replace("\r", "\n")
    if "\\" not in inner:
        return inner

    def meaning(found: re.Match[str]) -> str:
        if found[1]:
            return chr(int(found[1], 16))
        if found[2]:
            return chr(int(found[2], 8))
        if found[3] in _MEANINGS:
            return _MEANINGS[found[3]]
        lexing.report("unknown_escape", start + found.start(), start + found.end(), found[0])
        return found[0]

    return _ESCAPE.sub(meaning, inner)


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))
