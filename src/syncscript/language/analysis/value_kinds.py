"""The values behind the types of a script: what methods they have, and what these give back.

Refuses to know nodes.
"""

from __future__ import annotations

from syncscript.language.analysis.issue_model import (
    BOOLEAN,
    DATE,
    LIST,
    MAP,
    NUMBER,
    TEXT,
    Type,
    listed,
)
from syncscript.language.builtins.registry import METHODS, method_of
from syncscript.language.interpreter.casts import short_name

KINDS: dict[str, type] = {"text": str, "list": list, "number": int, "boolean": bool, "map": dict}
"""The value types behind the types that are plain."""
RETURNED = {"str": TEXT, "bool": BOOLEAN, "int": NUMBER, "list[str]": listed(TEXT), "list[Value]": LIST,
            "dict[str, Value]": MAP, "dict[Value, Value]": MAP, "Map": MAP}  # fmt: skip
DECLARED = {"String": TEXT, "int": NUMBER, "Integer": NUMBER, "long": NUMBER, "Long": NUMBER,
            "boolean": BOOLEAN, "Boolean": BOOLEAN, "List": LIST, "ArrayList": LIST, "Map": MAP, "Date": DATE,
            "double": NUMBER, "Double": NUMBER, "BigDecimal": NUMBER}  # fmt: skip
NEVER_NULL = frozenset({"int", "long", "boolean", "double"})
"""Types as they are written that hold no null."""


def declared_as(written: str | None) -> Type | None:
    """What a type in the text means; None for one that tells nothing."""
    return None if written is None else DECLARED.get(short_name(written))


def returned_by(kind: Type, name: str) -> Type | None:
    """What a method gives, as far as it is the same whatever it is given."""
    held = KINDS.get(kind.name)
    method = method_of(held, name) if held is not None else None
    return None if method is None else RETURNED.get(str(method.__annotations__.get("return")))


def value_types(kind: Type) -> tuple[type, ...]:
    """The types of the values that are of this type; none where they answer to more than their methods."""
    if kind.name == "date":
        from syncscript.language.interpreter.values import BOXES

        return BOXES.get("Date", ())
    found = KINDS.get(kind.name)
    if found is list:
        from syncscript.language.interpreter.item_lists import ItemRange

        return (list, ItemRange)
    return () if found is None or found in (dict, int) else (found,)


def methods_of(kind: type) -> set[str]:
    return {name for step in kind.__mro__ for name in METHODS.get(step, ())}
