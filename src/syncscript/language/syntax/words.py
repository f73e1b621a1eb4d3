"""Names, keywords, types and what a word opens.

Knows when a word is a keyword, a type in front of a declared name, a label or a plain name.
Refuses to know any other token.
"""

from __future__ import annotations

import re

from syncscript.language.syntax import guessing, strings
from syncscript.language.syntax.lexing import (
    BLOCK_END,
    DOTS,
    HEADS_OF_NAMES,
    STATEMENT_STARTS,
    VALUE_ENDS,
    Lexing,
)

_OPERATORS = frozenset({"in", "as", "instanceof", "!instanceof"})
_LAMBDA_FOLLOWS = frozenset({"_LPAR", "_COMMA", "ASSIGN"})
_VALUE_FOLLOWS = frozenset({
    "ASSIGN", "_RETURN", "_THROW", "_YIELD", "_LPAR", "_LBRACK", "_COMMA", "_ARGUMENT_COMMA", "OP",
    "SIGN", "STAR", "NOT", "CAST", "_ELVIS", "_QUESTION", "_GS_OPEN",
})
_OPENERS, _CLOSERS = ("LPAR", "LBR", "GS_OPEN"), ("RPAR", "RBR", "GS_CLOSE")
_DROPS = frozenset({"_ELSE", "_FINALLY", "_CASE", "_DEFAULT"})
_OPENS = re.compile(r"\s*\(")
_SPOILT_HEAD = re.compile(r"\w+\s+([^\w\s.,;:=(){}\[\]])\s*([A-Z]\w*)(?=\s*\{)")
_PRIMITIVES = frozenset(["boolean", "byte", "char", "short", "int", "long", "float", "double", "void"])
_HEADS = {
    "new": "NEW_TYPE", "import": "IMPORT", "package": "PACKAGE", "catch": "CATCH", "throws": "THROWS",
    "class": "CLASS_HEAD", "interface": "CLASS_HEAD", "trait": "CLASS_HEAD", "enum": "CLASS_HEAD",
}
"""Words that are read together with the type or names behind them."""


def word(lexing: Lexing, start: int, end: int, text: str) -> int:
    previous = lexing.previous
    if previous in DOTS:
        return lexing.emit("ID", start, end, text)
    if previous in VALUE_ENDS and text in _OPERATORS:
        taken = _word_operator(lexing, start, end, text)
        if taken:
            return taken
        if text != "in" and not lexing.pending:
            lexing.report("type_missing", start, end, f"`{text}`")
            return end
    keyword = lexing.words.get(text)
    if keyword:
        return _keyword_or_key(lexing, start, end, text, keyword)
    if text in _HEADS:
        taken = _head(lexing, start, text)
        if taken:
            return taken
    elif text == "$" and lexing.text.startswith("/", end) and (lexing.expects_value or lexing.pending):
        return strings.quote(lexing, start, end + 1, "$/")
    return _plain_word(lexing, start, end, text)


def _plain_word(lexing: Lexing, start: int, end: int, text: str) -> int:
    if lexing.pending or lexing.previous == BLOCK_END:
        lexing.separate()
    if text[0] == "!":
        return lexing.emit("NOT", start, start + 1, "!")
    return _name(lexing, start, end, text)


def _word_operator(lexing: Lexing, start: int, end: int, text: str) -> int:
    """`in`, `as` and `instanceof` behind a value; 0 when it is none of them."""
    if text == "in":
        lexing.separate(continues=True)
        if lexing.innermost.kind == "_LPAR_F" and _is_loop_variable(lexing):
            return lexing.emit("_FOR_IN", start, end)
        return lexing.emit("OP", start, end, "in")
    kind = "AS_TYPE" if text == "as" else "INSTANCEOF_TYPE"
    found = lexing.patterns[kind].match(lexing.text, start)
    if not found:
        return 0
    lexing.separate(continues=True)
    return lexing.emit(kind, start, found.end(), found.group())


def _is_loop_variable(lexing: Lexing) -> bool:
    return lexing.previous == "ID" and (lexing.before == "_LPAR_F" or lexing.before in HEADS_OF_NAMES)


def _is_map_key(lexing: Lexing, end: int) -> bool:
    """`[default: 1]`, `f(in: x)`, `f a: 1, in: x`: behind a bracket or comma and in front of a colon."""
    if lexing.previous not in {"_LPAR", "_LBRACK", "_LBRACK_SAFE", "_COMMA", "_LPAR_C", "_ARGUMENT_COMMA"}:
        return False
    is_argument = lexing.previous == "_ARGUMENT_COMMA"
    if not is_argument and lexing.innermost.kind not in {"_LPAR", "_LBRACK", "_LBRACK_SAFE", "_LPAR_C"}:
        return False
    behind = lexing.text[end:end + 80].lstrip()
    return behind.startswith(":") and not behind.startswith("::")


def _keyword_or_key(lexing: Lexing, start: int, end: int, text: str, kind: str) -> int:
    if _is_map_key(lexing, end):
        lexing.separate()
        return lexing.emit("ID", start, end, text)
    return _keyword(lexing, start, end, text, kind)


def _keyword(lexing: Lexing, start: int, end: int, text: str, kind: str) -> int:
    if kind == "_WHILE" and lexing.innermost.do_loops and lexing.previous != "_DO":
        lexing.innermost.do_loops -= 1
        lexing.separate(drops=True)
        return lexing.emit("_WHILE_END", start, end, text)
    if kind == "_YIELD" and not _in_switch_value(lexing):
        return _plain_word(lexing, start, end, text)
    if text == "default" and lexing.innermost.kind == "_LBRACE_C":
        kind = "MODIFIER"
    if text == "synchronized" and _OPENS.match(lexing.text, end):
        kind = "_SYNCHRONIZED"
    lexing.separate(drops=kind in _DROPS)
    if kind != "CONSTANT_WORD":
        lexing.command_depth = 0
    if kind == "_SWITCH" and _is_value(lexing):
        kind = "_SWITCH_V"
    if kind == "_DO":
        lexing.innermost.do_loops += 1
    if kind == "CONSTANT_WORD":
        lexing.begin_argument(start)
    if kind == "MODIFIER" and text == "var" and not lexing.patterns["MODIFIER"].match(lexing.text, start):
        kind = "ID"
    return lexing.emit(kind, start, end, text)


def _is_value(lexing: Lexing) -> bool:
    """Whether a `switch` here gives a value: `x = switch (y) { ... }`."""
    if lexing.previous == "_COLON":
        return lexing.innermost.kind != "_LBRACE_S"
    return lexing.previous in _VALUE_FOLLOWS


def _in_switch_value(lexing: Lexing) -> bool:
    return any(each.kind == "_LBRACE_S" and not each.ends_block for each in lexing.brackets)


def _head(lexing: Lexing, start: int, text: str) -> int:
    """A word with the type or names behind it in one token; 0 when they are not there."""
    kind = _HEADS[text]
    found = lexing.patterns[kind].match(lexing.text, start)
    if not found:
        return _head_missing(lexing, start, text)
    if kind == "THROWS" and lexing.previous != "_RPAR_M":
        return 0
    lexing.separate(drops=kind in {"CATCH", "THROWS"})
    if kind == "NEW_TYPE":
        lexing.begin_argument(start)
    return lexing.emit(kind, start, found.end(), found.group())


def _head_missing(lexing: Lexing, start: int, text: str) -> int:
    """`new`, `class` and `catch` without what belongs to them; 0 for a plain name."""
    end = start + len(text)
    if _is_map_key(lexing, end):
        return 0
    if text == "catch" and lexing.previous == BLOCK_END:
        lexing.separate(drops=True)
        lexing.report("catch_without_name", start, end)
        brace = lexing.text.find("{", end, end + 80)
        return lexing.emit("CATCH", start, brace if brace > 0 else end, "catch (e)")
    if text == "import":
        lexing.separate()
        lexing.report("name_missing", start, end, "`import`")
        return lexing.emit("IMPORT", start, end + len(guessing.rest_of_line(lexing, end)), "import missing")
    spoilt = _SPOILT_HEAD.match(lexing.text, start) if _HEADS[text] == "CLASS_HEAD" else None
    if spoilt:
        lexing.separate()
        lexing.report("unknown_character", *spoilt.span(1), spoilt[1], "remove it")
        return lexing.emit("CLASS_HEAD", start, spoilt.end(), f"{text} {spoilt[2]}")
    if text in {"new", "class"}:
        lexing.report("type_missing", start, end, f"`{text}`")
    return 0


def _name(lexing: Lexing, start: int, end: int, text: str) -> int:
    previous = lexing.previous
    if previous == "ID":
        lexing.begin_argument(start)
    elif lexing.command_depth == len(lexing.brackets) and previous in VALUE_ENDS:
        if lexing.patterns["CHAINED_NAME"].match(lexing.text, start):
            lexing.emit("_CHAIN", start, start)
    elif previous not in VALUE_ENDS:
        at_statement = previous in STATEMENT_STARTS
        if "A" <= text[0] <= "Z" or text in _PRIMITIVES or (at_statement and lexing.text[end:end + 1] == "."):
            found = lexing.patterns["DECL_TYPE"].match(lexing.text, start)
            if found:
                return lexing.emit("DECL_TYPE", start, found.end(), found.group().rstrip())
        in_closure = previous == "ARROW" and lexing.innermost.kind == "_LBRACE_P"
        if at_statement or in_closure or _begins_case_body(lexing):
            found = lexing.patterns["LABEL"].match(lexing.text, start)
            if found:
                return lexing.emit("LABEL", start, found.end(), text)
        elif previous in _LAMBDA_FOLLOWS and _is_lambda_name(lexing, start):
            return lexing.emit("LAMBDA_NAME", start, end, text)
    return lexing.emit("ID", start, end, text)


def _begins_case_body(lexing: Lexing) -> bool:
    """Behind the colon of `case x:` or `default:`, not that of a `? :` in or behind one."""
    if lexing.previous != "_COLON" or lexing.innermost.kind != "_LBRACE_S":
        return False
    depth, owed = 0, 0
    for kind, *_ in reversed(lexing.tokens):
        depth += kind.lstrip("_").startswith(_CLOSERS) - kind.lstrip("_").startswith(_OPENERS)
        if depth:
            continue
        if kind in {"_CASE", "_DEFAULT"}:
            return owed > 0
        owed += (kind == "_COLON") - (kind == "_QUESTION")
        if owed <= 0 or kind == "_SEP":
            return False
    return False


def _is_lambda_name(lexing: Lexing, start: int) -> bool:
    inside = lexing.innermost.kind
    if inside != "_LPAR" and (lexing.previous != "ASSIGN" or inside in {"_LBRACE_S", "_LPAR_L"}):
        return False
    if lexing.in_closure_head(start):
        return False
    return lexing.patterns["LAMBDA_NAME"].match(lexing.text, start) is not None
