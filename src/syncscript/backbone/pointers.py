"""JSON pointers, as RFC 6901 spells them."""

from __future__ import annotations


def escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
