"""Mapping files (stub while being written)."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from syncscript.language.rule import Rule


@dataclass(frozen=True)
class MappingRules:
    outgoing: Mapping[str, Rule]
    incoming: Mapping[str, Rule]
    digest: str


def compile_mapping(source: str, *, name: str = "<mapping>", sides: tuple[str, str] | None = None) -> MappingRules:
    raise NotImplementedError
