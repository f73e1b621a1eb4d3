"""The walk over a text: which token begins here, and who reads it.

Knows the order in which patterns are tried. Refuses to know what the tokens mean at their place;
that is told by words, marks and strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from syncscript.language.syntax import brackets, marks, strings, words
from syncscript.language.syntax.lexing import Lexing

Reader = Callable[[Lexing, int, int, str], int]

_BLANK = r"(?:[^\S\r\n]|\\\r?\n|\ufeff)*+"
MARKS = ("_BOTH", "ARROW", "REST", "STEP", "DOT", "POINTER", "_ELVIS", "ASSIGN", "OP", "NOT", "SIGN", "STAR",
          "_COMMA", "_COLON", "_QUESTION")
"""In the order in which they are tried."""
_READERS: dict[str, Reader] = {
    "ID": words.word, "line": brackets.line_end, "STRING": strings.string, "NUMBER": marks.number,
    "COMMENT": marks.comment, "round": brackets.open_round, "square": brackets.open_square,
    "safe": brackets.open_safe_square, "curly": brackets.open_curly, "close": brackets.close,
    "semicolon": marks.semicolon, "ANNOTATION": marks.annotation, "quote": strings.quote,
    "unknown": marks.unknown, "not_a": words.word,
    "DOT": marks.dot, "endless": marks.comment_without_end,
}


@dataclass(frozen=True)
class Lexicon:
    """The compiled patterns of a grammar. `readers` by the number of the group that matched."""

    master: re.Pattern[str]
    readers: tuple[Reader, ...]
    patterns: dict[str, re.Pattern[str]]
    words: dict[str, str]
    terminals: dict[str, str]


def lexicon_of(table: dict[str, Any]) -> Lexicon:
    """Compiles the terminals of a grammar's table."""
    terminals: dict[str, str] = table["terminals"]
    groups = {
        "ID": terminals["ID"], "line": r"\r\n?|\n", "COMMENT": terminals["COMMENT"],
        "STRING": f"{terminals['SINGLE_STRING']}|{terminals['DOUBLE_STRING']}",
        "NUMBER": terminals["NUMBER"], "round": r"\(", "square": r"\[", "curly": r"\{", "close": r"[)\]}]",
        "semicolon": ";", "safe": r"\?\[", "endless": r"/\*", "not_a": r"!instanceof\b",
        **{name: terminals[name] for name in MARKS}, "ANNOTATION": terminals["ANNOTATION"],
        "quote": "'''|\"\"\"|['\"‘’“”]", "unknown": r"[\s\S]",
    }
    master = _BLANK + "(?:" + "|".join(f"({pattern})" for pattern in groups.values()) + ")"
    readers = [_READERS.get(name) or partial(_mark, kind=name) for name in groups]
    keywords = {text: kind for text, kind in table["marks"].items() if text.isalpha()}
    for kind in ("MODIFIER", "CONSTANT_WORD"):
        keywords.update(dict.fromkeys(re.findall(r"[a-z]{3,}", terminals[kind]), kind))
    tried = re.compile(master)
    return Lexicon(tried, (marks.unknown, *readers), LazyPatterns(terminals), keywords, terminals)


class LazyPatterns(dict[str, re.Pattern[str]]):
    """Compiled terminals by name; most scripts need few of them."""

    def __init__(self, terminals: dict[str, str]) -> None:
        super().__init__()
        self._terminals = terminals

    def __missing__(self, name: str) -> re.Pattern[str]:
        self[name] = re.compile(self._terminals[name])
        return self[name]


def _mark(lexing: Lexing, start: int, end: int, text: str, *, kind: str) -> int:
    if text in {"/", "/="} and (lexing.expects_value or lexing.pending == "semicolon"):
        return strings.slash(lexing, start, start + 1, "/")
    return marks.mark(lexing, start, end, text, kind)


MOST_TOKENS = 120_000
"""Of one file: more than a rule may have, and read in less than half a second."""
MOST_PROBLEMS = 500
"""What is wrong beyond this is not read."""


def lex(text: str, lexicon: Lexicon, *, guesses_brackets: bool = False) -> Lexing:
    """All tokens of a text, its comments, and what is wrong with it. Never raises.

    guesses_brackets: for a text with a bracket that is never closed, end it where a statement begins.
    """
    lexing = Lexing(text, lexicon.patterns, lexicon.words, guesses_brackets=guesses_brackets)
    match, readers = lexicon.master.match, lexicon.readers
    shebang = marks.SHEBANG.match(text)
    position, size = shebang.end() if shebang else 0, len(text)
    while position < size:
        found = match(text, position)
        if not found:
            break
        group = found.lastindex or 0
        start, end = found.span(group)
        position = readers[group](lexing, start, end, found[group])
        if len(lexing.tokens) > MOST_TOKENS:
            lexing.give_up("too_long", start, end)
            break
        if len(lexing.problems) > MOST_PROBLEMS:
            break
    if guesses_brackets:
        brackets.settle_line_of_string(lexing, size)
    while len(lexing.brackets) > 1 and not lexing.gave_up:
        lexing.close_unclosed(size)
    lexing.tokens.append(("$END", size, size, None))
    return lexing
