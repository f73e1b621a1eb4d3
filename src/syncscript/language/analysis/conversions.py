"""The value maps of a rule in a pure form: which field of the issue is given which value for which.

Only maps whose entries are all written down, asked for a field of the replica as it came. Refuses to judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from syncscript.language.analysis.survey import Survey, text_of
from syncscript.language.analysis.value_flow import Lookup, ValueFlow, key_of
from syncscript.language.syntax import tree


@dataclass(frozen=True, slots=True)
class Conversion:
    """target: of the issue; source: of the replica; rows: what each value becomes."""

    target: str
    source: str
    rows: tuple[tuple[str, str], ...]

    @property
    def table(self) -> Mapping[str, str]:
        return dict(self.rows)


def conversions_of(script: tree.Script) -> tuple[Conversion, ...]:
    """All value maps of an incoming rule."""
    return tuple(dict.fromkeys(each for each, _ in conversions_in(ValueFlow(Survey(script)))))


def conversions_in(flow: ValueFlow) -> Iterator[tuple[Conversion, Lookup]]:
    for write in flow.writes:
        for lookup in flow.lookups(write.value):
            source = flow.source_of(lookup.key)
            if source is not None and source.field:
                yield Conversion(write.field, source.field, tuple(rows_of(lookup.table))), lookup


def rows_of(table: tree.MapLiteral) -> Iterator[tuple[str, str]]:
    for entry in table.entries:
        key, value = key_of(entry), text_of(entry.value) if isinstance(entry, tree.MapEntry) else None
        if key is not None and value is not None:
            yield key, value
