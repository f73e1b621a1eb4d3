"""JSON: JsonOutput, JsonSlurper, and the coding of URLs.

Plain data to text and back. Refuses values that are no data.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from urllib.parse import quote_plus, unquote_plus

from syncscript.language.builtins.registry import CONSTANTS, constructor, method, static
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.plain import Plainer
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, ClassName, Value
from syncscript.model import Json

CONSTANTS["StandardCharsets"] = {"UTF_8": "UTF-8", "US_ASCII": "US-ASCII", "ISO_8859_1": "ISO-8859-1"}


class JsonPlainer(Plainer):
    """Dates in the form that JsonOutput gives them, decimals with all their digits."""

    def plain(self, value: Value, depth: int = 0) -> Json:
        return value if type(value) is Decimal else super().plain(value, depth)

    def plain_box(self, value: Value, depth: int) -> Json:
        if isinstance(value, Box):
            return self.plain(value.json(), depth + 1)
        return super().plain_box(value, depth)


@static("JsonOutput.toJson")
def to_json(run: Run, value: Value) -> str:
    """
    >>> JsonOutput.toJson([a: [1.50, null, "x"]])
    '{"a":[1.50,null,"x"]}'
    """
    made = written(JsonPlainer(run).plain(value))
    run.charge_text(len(made))
    return made


@static("JsonOutput.prettyPrint")
def pretty_print(run: Run, value: Value) -> str:
    data = read(run, value)
    work(READ)
    source = text(value)
    lines = source.count(",") + source.count("[") + source.count("{")
    run.charge_text(len(source) + 4 * deepest(data) * lines)
    return written(data, "\n")


def deepest(value: Json) -> int:
    """How many lists and maps stand inside of each other."""
    level, depth = [value], 0
    while level := [
        item for part in level if isinstance(part, list | dict)
        for item in (part.values() if isinstance(part, dict) else part)
    ]:  # fmt: skip
        depth += 1
    return depth + 1


def written(value: Json, line: str = "") -> str:
    """Plain data as JSON; line: the line end and indent for what stands on lines of its own."""
    inner = line and line + "    "
    if isinstance(value, dict):
        colon = ": " if line else ":"
        pairs = [json.dumps(text(key)) + colon + written(item, inner) for key, item in value.items()]
        return "{" + inner + f",{inner}".join(pairs) + line + "}" if pairs or line else "{}"
    if isinstance(value, list):
        items = [written(item, inner) for item in value]
        return "[" + inner + f",{inner}".join(items) + line + "]"
    return json.dumps(value) if isinstance(value, str) else text(value)


class JsonOutput(Box):
    """`new JsonOutput()`: its methods are the static ones."""

    names = ("JsonOutput",)


@constructor("JsonOutput")
def json_output(run: Run) -> JsonOutput:
    return JsonOutput()


@method("toJson", JsonOutput)
def to_json_of(run: Run, output: JsonOutput, value: Value) -> str:
    return to_json(run, value)


@method("prettyPrint", JsonOutput)
def pretty_print_of(run: Run, output: JsonOutput, value: Value) -> str:
    return pretty_print(run, value)


@constructor("JsonSlurper JsonSlurperClassic")
def json_slurper(run: Run) -> ClassName:
    return ClassName("JsonSlurper")


@method("parseText parse", ClassName)
def parse_text(run: Run, value: ClassName, source: Value) -> Value:
    """
    >>> new JsonSlurper().parseText('{"a": [1, 2.5]}').a
    [1, 2.5]
    """
    return read(run, source)


def decimal(digits: str) -> Decimal:
    return numbers.to_decimal(digits)


def whole(digits: str) -> int:
    return numbers.to_integer(digits)


def refuse(word: str) -> Value:
    """NaN and its like, which JSON does not have."""
    raise ValueError(word)


READ = 16
"""Pieces of work that it takes to begin."""
DEEPEST = 100
"""Lists and maps inside of each other."""
BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{}]', re.S)


def read(run: Run, source: Value) -> Value:
    if source is None or text(source) == "":
        raise Fault("There is no text to read as JSON.", kind=BAD_ARGUMENT, code="R150")
    given = text(source)
    work(READ)
    run.charge_text(len(given))
    run.charge(given.count(",") + 8 * (given.count("[") + given.count("{")))
    if depth_of(given) > DEEPEST:
        raise Fault("This JSON is nested too deeply.", kind=BAD_ARGUMENT, code="R150")
    try:
        return json.loads(given, parse_float=decimal, parse_int=whole, parse_constant=refuse)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Fault(f"This text is no JSON: {where}.", kind="JsonException", code="R150") from None
    except ValueError:
        raise Fault("This text is no JSON.", kind="JsonException", code="R150") from None


def depth_of(source: str) -> int:
    """How deep brackets stand in brackets, those inside texts left out."""
    depth = deepest = 0
    for found in BRACKET.finditer(source):
        depth += 1 if found[0] in "[{" else -1 if found[0] in "]}" else 0
        deepest = max(deepest, depth)
    return deepest


@static("URLEncoder.encode")
def encode(run: Run, value: Value, charset: Value = None) -> str:
    """
    >>> URLEncoder.encode("a b&c", "UTF-8")
    'a+b%26c'
    """
    return quote_plus(text(value), safe="*-._", errors="replace").replace("~", "%7E")


@static("URLDecoder.decode")
def decode(run: Run, value: Value, charset: Value = None) -> str:
    """
    >>> URLDecoder.decode("a+b%26c", "UTF-8")
    'a b&c'
    """
    return unquote_plus(text(value))
