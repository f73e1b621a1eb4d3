"""The JQL in a rule: in the addresses and bodies that it gives to httpClient.

Knows how a URL and JSON write a text. Refuses to judge a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from syncscript.jql.tree import HOLE
from syncscript.language.analysis.survey import Survey
from syncscript.language.analysis.written_texts import Letter, Letters, Texts
from syncscript.language.syntax import tree

METHODS = frozenset({"get", "post", "put", "patch", "delete", "http"})
NAMES = frozenset({"jql", "currentJQL", "jqlFilter"})
"""What Jira's interface calls a query."""
IN_URL = re.compile(r"[?&](?:jql|currentJQL|jqlFilter)=")
IN_JSON = re.compile(r'"(?:jql|currentJQL|jqlFilter)"\s*:\s*"')
HEX = "0123456789abcdefABCDEF"
JSON_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


@dataclass(frozen=True, slots=True)
class WrittenQuery:
    """text: with HOLE for each value of the run; places: of each of its letters, where they are known; node:
    the argument that it stands in; here: it surely goes to the tracker that the rule runs for."""

    text: str
    places: tuple[tuple[int, int] | None, ...]
    node: tree.Node
    here: bool = False

    def spot(self, start: int, end: int) -> tuple[int, int]:
        """Where in the rule a part of the query stands; the whole argument where nobody can tell."""
        known = [place for place in self.places[start:end] if place is not None]
        if not known or len(known) < end - start or known[-1][1] < known[0][0]:
            return self.node.start, self.node.end
        return known[0][0], known[-1][1]


def queries_of(survey: Survey, texts: Texts) -> Iterator[WrittenQuery]:
    for call in survey.of(tree.Call):
        if isinstance(call.target, tree.Name) and call.target.name == "httpClient" and call.name in METHODS:
            here = goes_here(call, texts)
            for argument in call.arguments:
                for query in queries_in_argument(argument, texts):
                    yield replace(query, here=here)


def goes_here(call: tree.Call, texts: Texts) -> bool:
    """The address is a path without a host."""
    place = 1 if call.name == "http" else 0
    letters = texts.letters(call.arguments[place].value) if len(call.arguments) > place else []
    return bool(letters) and letters[0].text == "/"


def queries_in_argument(argument: tree.Argument, texts: Texts) -> Iterator[WrittenQuery]:
    if argument.name in NAMES:
        yield query_of(texts.letters(argument.value), argument.value)
    else:
        yield from queries_in(argument.value, texts)


def queries_in(node: tree.Node, texts: Texts) -> Iterator[WrittenQuery]:
    """In one argument: an address, a map of parameters, a body as map or as JSON."""
    if isinstance(node, tree.MapLiteral):
        yield from queries_in_map(node, texts)
        return
    inner = made_json_of(node)
    if inner is not None:
        yield from queries_in(inner, texts)
        return
    held = texts.only_value(node)
    if held is not None:
        yield from queries_in(held, texts)
        return
    letters = texts.letters(node)
    yield from (query_of(each, node) for each in (*url_parts(letters), *json_parts(letters)))


def queries_in_map(node: tree.MapLiteral, texts: Texts) -> Iterator[WrittenQuery]:
    for entry in node.entries:
        if isinstance(entry, tree.MapEntry) and name_of(entry.key) in NAMES:
            listed = entry.value.items if isinstance(entry.value, tree.ListLiteral) else [entry.value]
            yield from (query_of(texts.letters(each), each) for each in listed)


def name_of(key: str | tree.Node) -> str:
    if isinstance(key, tree.Literal) and isinstance(key.value, str):
        return key.value
    return key if isinstance(key, str) else ""


def made_json_of(node: tree.Node) -> tree.Node | None:
    """The map in `JsonOutput.toJson(map)`, `new JsonBuilder(map).toString()`."""
    if isinstance(node, tree.Call):
        if node.name == "toJson" and node.arguments:
            return node.arguments[0].value
        if node.name in ("toString", "toPrettyString") and isinstance(node.target, tree.New):
            return made_json_of(node.target)
    if isinstance(node, tree.New) and node.type.rsplit(".", 1)[-1] == "JsonBuilder" and node.arguments:
        return node.arguments[0].value
    return None


def query_of(letters: Letters, node: tree.Node) -> WrittenQuery:
    text = "".join(HOLE if each.hole else each.text for each in letters)
    places = tuple(
        None if each.start is None or each.end is None else (each.start, each.end) for each in letters
    )
    return WrittenQuery(text, places, node)


# ------------------------------------------------------------------------------------------ addresses


def url_parts(letters: Letters) -> Iterator[Letters]:
    """The values of the parameters that are queries, decoded."""
    flat = "".join("\0" if each.hole or each.whole else each.text for each in letters)
    for match in IN_URL.finditer(flat):
        end = next((at for at in range(match.end(), len(flat)) if flat[at] in "&#"), len(flat))
        yield decoded(letters[match.end() : end])


def decoded(letters: Letters) -> Letters:
    found: Letters = []
    at = 0
    while at < len(letters):
        here = letters[at]
        coded = coded_length(letters, at)
        if coded:
            found += of_bytes(letters[at : at + coded])
        else:
            found.append(here._replace(text=" ") if here.text == "+" and not here.whole else here)
        at += coded or 1
    return found


def coded_length(letters: Letters, at: int) -> int:
    """How many letters from here on are `%41%C3%BC`."""
    end = at
    while end + 2 < len(letters) and letters[end].text == "%" and not letters[end].whole:
        digits = letters[end + 1 : end + 3]
        if any(each.hole or each.whole or each.text not in HEX for each in digits):
            break
        end += 3
    return end - at


def of_bytes(coded: Letters) -> Letters:
    """The letters that a row of coded bytes stands for, each at the place of its bytes."""
    raw = bytes(int(coded[at + 1].text + coded[at + 2].text, 16) for at in range(0, len(coded), 3))
    found: Letters = []
    at = 0
    for each in raw.decode("utf-8", errors="replace"):
        size = len(each.encode()) if each != "\ufffd" else 1
        last = coded[min(at + size, len(raw)) * 3 - 1]
        found.append(Letter(each, coded[at * 3].start, last.end))
        at += size
    return found


# ------------------------------------------------------------------------------------------ JSON


def json_parts(letters: Letters) -> Iterator[Letters]:
    """The queries in a body that is written as JSON."""
    flat = "".join("\0" if each.hole else each.text for each in letters)
    for match in IN_JSON.finditer(flat):
        yield list(unquoted(letters, match.end()))


def unquoted(letters: Letters, at: int) -> Iterator[Letter]:
    """Up to the quote that ends the text."""
    while at < len(letters) and letters[at].text != '"':
        here = letters[at]
        if here.text == "\\" and at + 1 < len(letters) and not letters[at + 1].hole:
            at += 1
            escaped = letters[at]
            here = Letter(JSON_ESCAPES.get(escaped.text, escaped.text), here.start, escaped.end)
        yield here
        at += 1
