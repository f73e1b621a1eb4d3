"""How texts of an export stand in a message: short, and with nothing in them that could steer a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

LONGEST = 60


def quoted(text: str) -> str:
    """In quotes, and in plain letters only."""
    return ascii(brief(text))


def brief(text: str, most: int = LONGEST) -> str:
    return text if len(text) <= most else f"{text[:most]}..."


def kind_of(value: Any) -> str:
    """What a value is, in words: `a text`, `the number -3`."""
    if value.__class__ is int or value.__class__ is float:
        return f"the number {spoken(value)}" if abs(value) < 1e18 else spoken(value)
    words = {dict: "an object", list: "a list", str: "a text", bool: str(value).lower(), type(None): "null"}
    return words.get(value.__class__, "a number")


def spoken(number: int | float) -> str:
    """Its digits, unless nobody would read them."""
    return str(number) if abs(number) < 1e18 else "a very large number"


def listed(texts: Sequence[str]) -> str:
    """The first five, and how many there are beyond them."""
    shown = ", ".join(brief(text) for text in texts[:5])
    return shown if len(texts) <= 5 else f"{shown} and {len(texts) - 5:,} more"


def counted(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
