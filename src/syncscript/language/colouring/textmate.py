"""The TextMate grammar of rule files, made from the table of kinds and the grammar's own terminals.

For editors that colour by regular expressions. Whether a slash begins a text or divides is told by what
stands in front of it on its line. `editors/make_textmate_grammar.py` writes the file.
"""

from __future__ import annotations

from typing import Any

from syncscript.language.colouring.kinds import HELPER, KINDS, OF_TERMINAL, WORDS_OF_HEADS
from syncscript.language.colouring.stretches import ROOTS
from syncscript.language.syntax.lexer import MARKS
from syncscript.language.syntax.parsing import terminals_of_grammar, words_of_grammar

LANGUAGE = "syncscript"
NAME = r"[A-Za-z_$][\w$]*"
BRACES = {"begin": r"\{", "end": r"\}", "patterns": [{"include": "#braces"}, {"include": "$self"}]}
"""Those of a closure do not end the inserted value that it stands in."""
VALUE_FOLLOWS = r"(?:^|(?<=[=~(,\[{:!&|?;+>])|(?<=\breturn)|(?<=\bin)|(?<=\bcase))\s*"
"""Behind this a slash begins a text."""


def textmate_grammar() -> dict[str, Any]:
    return {
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "name": "syncscript",
        "scopeName": f"source.{LANGUAGE}",
        "fileTypes": ["sync"],
        "patterns": [{"include": f"#{name}"} for name in ("comments", "texts", "numbers", "words", "marks")],
        "repository": {
            "comments": {"patterns": comments()},
            "texts": {"patterns": texts()},
            "braces": BRACES,
            "numbers": {"patterns": [matched("number", rf"\b{terminals_of_grammar()['NUMBER']}")]},
            "words": {"patterns": words()},
            "marks": {"patterns": marks()},
        },
    }


def scope(kind: str, more: str = "") -> str:
    return ".".join(part for part in (KINDS[kind].scope, more, LANGUAGE) if part)


def matched(kind: str, pattern: str) -> dict[str, Any]:
    return {"name": scope(kind), "match": pattern}


def any_of(words: list[str] | frozenset[str]) -> str:
    return rf"\b(?:{'|'.join(sorted(words))})\b"


def comments() -> list[dict[str, Any]]:
    return [
        {"name": scope("comment", "line"), "match": "//.*$"},
        {"name": scope("comment", "block"), "begin": r"/\*", "end": r"\*/"},
    ]


def texts() -> list[dict[str, Any]]:
    """Longer quotes first. Between double quotes values are inserted."""
    escape = {"name": f"constant.character.escape.{LANGUAGE}", "match": r"\\(?:u[\da-fA-F]{4}|.)"}
    inserted = [
        {"name": scope("inserted"), **BRACES, "begin": r"\$\{"},
        matched("inserted", rf"\${NAME}(?:\.{NAME})*"),
    ]
    quotes = [("'''", "'''", False), ('"""', '"""', True), ("'", "'|$", False), ('"', '"|$', True),
              ("[‘’]", "[‘’]|$", False), ("[“”]", "[“”]|$", True)]  # fmt: skip
    slash = {"name": f"constant.character.escape.{LANGUAGE}", "match": r"\\/"}
    pattern = {"begin": rf"{VALUE_FOLLOWS}(/)(?![*/])", "end": "/|$", "patterns": [slash, *inserted]}
    return [
        {"name": scope("text", "regexp"), **pattern},
        *({"name": scope("text"), "begin": begin, "end": end,
           "patterns": [escape, *(inserted if more else [])]} for begin, end, more in quotes),
    ]  # fmt: skip


def words() -> list[dict[str, Any]]:
    """Behind a dot a word is a property, whatever it says."""
    keywords = words_of_grammar()
    by_kind: dict[str, list[str]] = {}
    for word, terminal in keywords.items():
        by_kind.setdefault(OF_TERMINAL.get(terminal, "keyword"), []).append(word)
    by_kind["keyword"] += WORDS_OF_HEADS - keywords.keys()
    dotted = r"(?<=[.&@])"
    return [
        matched("call", rf"{dotted}{NAME}(?=\s*[({{])"),
        matched("property", rf"{dotted}{NAME}"),
        *(matched(kind, any_of(found)) for kind, found in sorted(by_kind.items())),
        matched("type", rf"\b{terminals_of_grammar()['PRIMITIVE']}"),
        matched("annotation", rf"@{NAME}"),
        matched("root", any_of(ROOTS)),
        matched("helper", rf"\b{HELPER}\b"),
        matched("call", rf"\b{NAME}(?=\()"),
        matched("type", r"\b[A-Z][\w$]*(?=\s+[a-z_$][\w$]*\s*(?:=(?!=)|;|$))"),
        matched("name", rf"\b{NAME}"),
    ]


def marks() -> list[dict[str, Any]]:
    terminals = terminals_of_grammar()
    operators = [terminals[name] for name in MARKS if OF_TERMINAL.get(name) == "operator"]
    return [matched("operator", "|".join(operators)), matched("mark", r"[{}()\[\],;:.]")]
