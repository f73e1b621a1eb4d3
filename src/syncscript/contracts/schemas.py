"""What a tracker tells of its own fields, values and workflows, for checks that run without it.

A power that some trackers have beside syncing; the engine never asks for it. Refuses to know where a schema
is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from syncscript.language.analysis.schema import Schema


@dataclass(frozen=True, slots=True)
class SchemaReading:
    """left_out: the parts that the tracker did not tell, each with its reason, in words for a person.

    What was left out is unknown in the schema, never empty.
    """

    schema: Schema
    left_out: tuple[str, ...] = ()


@runtime_checkable
class SchemaSource(Protocol):
    """A tracker that can tell its schema."""

    def schema(self, projects: Sequence[str], *, users: bool = False) -> SchemaReading:
        """Its fields, their values and the workflows of these projects; people only where they are asked for.

        Writes nothing. What the account may not see is left out and told; Rejected for a project that is
        not there, TrackerError where the fields themselves cannot be read.
        """
        ...
