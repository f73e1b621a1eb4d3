"""The texts of a script that are patterns: regular expressions, and patterns of dates.

Knows which calls and operators take them, as they are or by a variable that is given one text and no
other. Refuses texts that are put together when the rule runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syncscript.language.analysis.value_flow import ValueFlow
from syncscript.language.builtins.date_patterns import LEGACY, MODERN
from syncscript.language.syntax import tree

MATCHING = frozenset({"replaceAll", "replaceFirst", "matches", "split", "eachMatch"})
PATTERNED = ("ormat", "ofPattern", "Date.parse")
"""A script without any of these has no pattern of a date."""
FORMS = frozenset({"format", "parse", "parseToStringDate", "toDate"})
LOOKS_LIKE_DATE = re.compile(r"(?=.*(?:yy|YY|MM|dd|DD|HH|hh|mm))[A-Za-z0-9 .,:;/\[\]'_-]+")
EITHER = LEGACY | MODERN

TextLiteral = tuple[tree.Literal, str]


def regexes(flow: ValueFlow) -> Iterator[TextLiteral]:
    """The literals that are read as regular expressions."""
    survey = flow.survey
    for node in survey.of(tree.Binary):
        if node.operator in ("=~", "==~"):
            yield from text_in(node.right, flow)
    for unary in survey.of(tree.Unary):
        if unary.operator == "~":
            yield from text_in(unary.operand, flow)
    for call in survey.of(tree.Call):
        if call.arguments and call.target is not None and takes_regex(call):
            yield from text_in(call.arguments[0].value, flow)


def takes_regex(call: tree.Call) -> bool:
    if isinstance(call.target, tree.Name | tree.Property) and call.target.name == "Pattern":
        return call.name in ("compile", "matches")
    if call.name in ("find", "findAll"):
        return len(call.arguments) == 2
    return call.name in MATCHING


def date_patterns(flow: ValueFlow) -> Iterator[tuple[tree.Literal, str, frozenset[str]]]:
    """The literals that say how a date is written, with the letters that mean something in them."""
    survey = flow.survey
    for made in survey.of(tree.New):
        if made.type.rsplit(".", 1)[-1] == "SimpleDateFormat" and made.arguments:
            yield from ((node, text, LEGACY) for node, text in text_in(made.arguments[0].value, flow))
    for call in survey.of(tree.Call):
        if not call.arguments or call.target is None:
            continue
        owner = call.target.name if isinstance(call.target, tree.Name) else ""
        for node, text in text_in(call.arguments[0].value, flow):
            if call.name == "ofPattern":
                yield node, text, MODERN
            elif owner == "Date" and call.name == "parse" and len(call.arguments) > 1:
                yield node, text, LEGACY
            elif call.name == "format" and owner != "String" and LOOKS_LIKE_DATE.fullmatch(text):
                yield node, text, EITHER


def text_in(node: tree.Node, flow: ValueFlow) -> Iterator[TextLiteral]:
    if type(node) is tree.Name:
        node = flow.once.get(node.name, node)
    if type(node) is tree.Literal and isinstance(node.value, str):
        yield node, node.value
