"""What a variable or element of a type holds before anything is put there.

Refuses to know who asks.
"""

from __future__ import annotations

from typing import Any

from syncscript.language.interpreter.casts import DOUBLES, PRIMITIVES, short_name


def first_item(type_text: str) -> Any:
    """What an array of this type is full of when it is new."""
    name = short_name(type_text)
    if name not in PRIMITIVES:
        return None
    return False if name == "boolean" else "\0" if name == "char" else 0.0 if name in DOUBLES else 0
