"""What a map's entry holds.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import attribute, method
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Entry, Value


@attribute("key", Entry)
def entry_key(run: Run, value: Entry) -> Value:
    return value.key


@attribute("value", Entry)
def entry_value(run: Run, value: Entry) -> Value:
    return value.value


@method("getKey", Entry)
def get_key(run: Run, value: Entry) -> Value:
    return value.key


@method("getValue", Entry)
def get_value(run: Run, value: Entry) -> Value:
    return value.value


@method("toString", Entry)
def entry_text(run: Run, value: Entry) -> str:
    """
    >>> [a: 1].find { true }.toString()
    'a=1'
    """
    return text(value)
