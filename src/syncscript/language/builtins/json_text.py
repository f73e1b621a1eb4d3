"""JSON: JsonOutput, JsonSlurper, and the coding of URLs.

Plain data to text and back. Refuses values that are no data.
"""

from __future__ import annotations

import json
from decimal import Decimal
from urllib.parse import quote_plus, unquote_plus

from syncscript.language.builtins.registry import CONSTANTS, constructor, method, static
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.plain import Plainer
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, ClassName, Value
from syncscript.model import Json

CONSTANTS["StandardCharsets"] = {"UTF_8": "UTF-8"}


class JsonPlainer(Plainer):
    """Dates in the form that JsonOutput gives them."""

    def plain_box(self, value: Value, depth: int) -> Json:
        if isinstance(value, Box):
            return self.plain(value.json(), depth + 1)
        return super().plain_box(value, depth)


@static("JsonOutput.toJson")
def to_json(run: Run, value: Value) -> str:
    """
    >>> JsonOutput.toJson([a: [1, null, "x"]])
    '{"a":[1,null,"x"]}'
    """
    made = json.dumps(JsonPlainer(run).plain(value), separators=(",", ":"), ensure_ascii=True)
    run.charge_text(len(made))
    return made


@static("JsonOutput.prettyPrint")
def pretty_print(run: Run, value: Value) -> str:
    made = json.dumps(read(run, value), indent=4, ensure_ascii=True, default=float)
    run.charge_text(len(made))
    return made


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


def read(run: Run, source: Value) -> Value:
    run.charge_text(len(text(source)))
    try:
        return json.loads(text(source), parse_float=Decimal)
    except ValueError:
        raise Fault("This text is no JSON.", kind="JsonException", code="R150") from None
    except RecursionError:
        raise Fault("This JSON is nested too deeply.", kind=BAD_ARGUMENT, code="R150") from None


@static("URLEncoder.encode")
def encode(run: Run, value: Value, charset: Value = None) -> str:
    """
    >>> URLEncoder.encode("a b&c", "UTF-8")
    'a+b%26c'
    """
    return quote_plus(text(value), safe="*-._")


@static("URLDecoder.decode")
def decode(run: Run, value: Value, charset: Value = None) -> str:
    """
    >>> URLDecoder.decode("a+b%26c", "UTF-8")
    'a b&c'
    """
    return unquote_plus(text(value))
