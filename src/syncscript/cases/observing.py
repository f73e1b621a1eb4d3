"""What became of one case: the outcome of the rule or its failure, as values that can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from syncscript.language import Outcome
from syncscript.model import Diagnostic, Json, Provenance, Written

ALSO = {"type": "typeName", "typeName": "type", "project": "projectKey", "projectKey": "project"}
"""Names that rules write the same thing by."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field that the way back would change: from what to what, and the line that asks for it."""

    old: Json
    new: Json
    by: Provenance | None


@dataclass(frozen=True, slots=True)
class Observed:
    """kind: of the rule whose writes are looked at; failure: instead of an outcome; warnings: of the rule's
    text and of its run.

    replica: what crossed, of an outgoing rule or a two-sided case; becomes: the issue of the other side after
    it, and back: what the way back changes; both of two-sided cases only.
    """

    kind: str
    outcome: Outcome | None = None
    failure: Diagnostic | None = None
    warnings: tuple[str, ...] = ()
    replica: Mapping[str, Json] = field(default_factory=dict)
    sent: Mapping[str, Written] = field(default_factory=dict)
    becomes: Mapping[str, Json] | None = None
    back: Mapping[str, Change] = field(default_factory=dict)

    @property
    def fields(self) -> Mapping[str, Written]:
        """What an incoming rule wrote on the issue."""
        return self.outcome.writes if self.outcome is not None and self.kind == "incoming" else {}

    @property
    def written(self) -> Mapping[str, Written]:
        """What the rule wrote, whichever kind it is."""
        return self.fields if self.kind == "incoming" else self.sent


def written_as(writes: Mapping[str, Written], name: str) -> tuple[str, Written] | None:
    """The write of this name, or of the other name of the same thing."""
    for known in (name, ALSO.get(name, name)):
        if known in writes:
            return known, writes[known]
    return None


def flat(fields: Mapping[str, Json]) -> dict[str, Json]:
    """`customFields: {X: 1}` of a case as `customFields.X: 1`."""
    made: dict[str, Json] = {}
    for name, value in fields.items():
        if name == "customFields" and isinstance(value, Mapping):
            made.update({f"customFields.{key}": inner for key, inner in value.items()})
        else:
            made[name] = value
    return made
