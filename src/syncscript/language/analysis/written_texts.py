"""Texts that a rule puts together, letter by letter with their places: what is written, holes for the rest.

Follows `+`, `${...}`, variables with one value, and what only encodes or trims. What it cannot follow is one
hole. Refuses to know what a text is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from syncscript.language.analysis.names import Names
from syncscript.language.syntax import tree

ENCODERS = frozenset({"URLEncoder", "java.net.URLEncoder", "UriUtils"})
SAME = frozenset({"toString", "trim", "strip", "stripIndent", "stripMargin"})
"""Methods that change nothing but spaces at the ends of lines."""
LETTER = re.compile(r"\\(?:u+[\da-fA-F]{4}|[0-3]?[0-7]{1,2}|\r\n|[\s\S])|\r\n|[\s\S]")
QUOTE = re.compile(r"'''|\"\"\"|\$/|['\"/‘’“”]")
ENDS_OF_LINES = ("\\\n", "\\\r\n", "\\\r")
"""A backslash there joins the lines."""
DEEPEST = 8


class Letter(NamedTuple):
    """start, end: where it is written; None where nobody can tell. whole: a URL takes it as it is, because it
    has been encoded; hole: it stands for a value of the run, of any length."""

    text: str
    start: int | None = None
    end: int | None = None
    whole: bool = False
    hole: bool = False


Letters = list[Letter]


class Texts:
    """The texts of one rule."""

    def __init__(self, source: str, names: Names) -> None:
        self.source, self.names = source, names

    def letters(self, node: tree.Node, depth: int = 0) -> Letters:
        """Of the text that an expression gives."""
        match node:
            case _ if depth > DEEPEST:
                return [hole(node)]
            case tree.Literal(value=str(text)):
                quote = len(self.quote_at(node.start))
                return list(self.written(text, node.start + quote, node.end - quote))
            case tree.Literal(value=value) if isinstance(value, int) and not isinstance(value, bool):
                return [Letter(each, node.start, node.end) for each in str(value)]
            case tree.GString():
                return list(self.of_parts(node, depth))
            case tree.Binary(operator="+", left=left, right=right):
                return [*self.letters(left, depth + 1), *self.letters(right, depth + 1)]
            case tree.Name():
                return self.of_variable(node, depth)
            case tree.Cast(value=inner, type="String"):
                return self.letters(inner, depth + 1)
            case tree.Call():
                return self.of_call(node, depth)
        return [hole(node)]

    def of_variable(self, node: tree.Name, depth: int) -> Letters:
        value = self.only_value(node)
        return [hole(node)] if value is None else self.letters(value, depth + 1)

    def only_value(self, node: tree.Node) -> tree.Node | None:
        """What a variable holds that is given one value in the whole rule."""
        variable = self.names.meant.get(id(node))
        if variable is None:
            return None
        if variable.value is not None:
            return None if variable.writes else variable.value
        if variable.sort != "assigned" or len(variable.writes) != 1:
            return None
        (write,) = variable.writes
        if not isinstance(write, tree.Assignment) or write.operator != "=":
            return None
        inside = any(write.start <= each.start < write.end for each in variable.reads)
        return None if inside else write.value

    def of_call(self, call: tree.Call, depth: int) -> Letters:
        if call.name == "encode" and call.arguments and self.is_encoder(call.target):
            return [each._replace(whole=True) for each in self.letters(call.arguments[0].value, depth + 1)]
        if call.target is not None and (call.name in SAME or encodes_spaces(call)):
            return self.letters(call.target, depth + 1)
        return [hole(call)]

    def is_encoder(self, target: tree.Node | None) -> bool:
        return target is not None and self.source[target.start : target.end] in ENCODERS

    def of_parts(self, node: tree.GString, depth: int) -> Iterator[Letter]:
        """The texts between the values, each from the end of the value before it."""
        quote = len(self.quote_at(node.start))
        place: int | None = node.start + quote
        for index, part in enumerate(node.parts):
            if isinstance(part, str):
                behind = node.parts[index + 1] if index + 1 < len(node.parts) else None
                end = node.end - quote if behind is None else self.before(behind)
                yield from self.written(part, place, end)
            else:
                yield from self.letters(part, depth + 1)
                place = self.behind(part)

    def before(self, value: str | tree.Node) -> int | None:
        """Where the `$` of a value stands."""
        if isinstance(value, str):
            return None
        found = self.source.rfind("$", 0, value.start)
        return found if found >= 0 and self.source[found + 1 : value.start].strip() in ("", "{") else None

    def behind(self, value: tree.Node) -> int | None:
        opened = self.before(value)
        if opened is None:
            return None
        if self.source[opened + 1] != "{":
            return value.end
        rest = re.compile(r"\s*\}").match(self.source, value.end)
        return rest.end() if rest else None

    def quote_at(self, start: int) -> str:
        found = QUOTE.match(self.source, start)
        return found[0] if found else ""

    def written(self, text: str, start: int | None, end: int | None) -> Iterator[Letter]:
        """The letters of a text, each with its place where the spelling tells it."""
        if start is None or end is None:
            yield from (Letter(each) for each in text)
            return
        spelt = self.source[start:end]
        pieces = [(at, at + 1) for at in range(len(spelt))] if spelt == text else spelling(spelt)
        if len(pieces) != len(text):
            pieces = [(0, end - start)] * len(text)
        for each, (first, last) in zip(text, pieces, strict=True):
            yield Letter(each, start + first, start + last)


def spelling(spelt: str) -> list[tuple[int, int]]:
    """Where each letter of a text is written, if backslashes begin escapes in it."""
    return [match.span() for match in LETTER.finditer(spelt) if match[0] not in ENDS_OF_LINES]


def encodes_spaces(call: tree.Call) -> bool:
    """`.replace(" ", "%20")`: what it means to a URL stays the same."""
    given = [each.value for each in call.arguments]
    if call.name not in ("replace", "replaceAll") or len(given) != 2:
        return False
    old, new = (each.value if isinstance(each, tree.Literal) else None for each in given)
    return old in (" ", "\\s", "\\s+") and new in ("%20", "+")


def hole(node: tree.Node) -> Letter:
    return Letter("", node.start, node.end, hole=True)
