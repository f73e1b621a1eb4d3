"""The one workflow of every sandbox project: from each status to each other, by named transitions.

Knows which transitions an issue has and what moving sets (the resolution, as workflows do it).
Refuses to know requests; a transition's own fields are read where all fields are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from syncscript.sandbox import catalogue
from syncscript.sandbox.instants import jira_text
from syncscript.sandbox.records import Issue, Json, Status


@dataclass(frozen=True, slots=True)
class TransitionRule:
    """A way into status `to` from anywhere.

    screen: fields it may set; required: those that must have a value afterwards;
    sources: ids of the statuses it leads away from, None for all.
    """

    id: str
    name: str
    to: str
    screen: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    sources: tuple[str, ...] | None = None


def default_transitions(statuses: Iterable[Status]) -> list[TransitionRule]:
    """One global transition into each status, in the order of the statuses."""
    return [rule_into(status, number) for number, status in enumerate(statuses, start=1)]


def rule_into(status: Status, number: int) -> TransitionRule:
    """The global transition into a status; into a done one it offers the resolution."""
    screen = ("resolution",) if status.category == "done" else ()
    return TransitionRule(str(number * 10 + 1), status.name, status.id, screen)


def available(issue: Issue, transitions: Mapping[str, TransitionRule]) -> list[TransitionRule]:
    """The transitions that this issue can take now; not the one into the status it has."""
    status = issue.fields["status"]
    return [rule for rule in transitions.values()
            if rule.to != status and (rule.sources is None or status in rule.sources)]


def arrival(target: Status, fields: Mapping[str, Json], now: datetime) -> dict[str, Json]:
    """The field values that moving into `target` sets; `fields` are those of the issue and its screen.

    A done status gets a resolution unless one was given; leaving it clears the resolution.
    """
    moved: dict[str, Json] = {"status": target.id, "statuscategorychangedate": jira_text(now)}
    if target.category != "done":
        return moved | {"resolution": None, "resolutiondate": None}
    resolution = fields.get("resolution") or catalogue.DONE_RESOLUTION
    resolved = fields.get("resolutiondate") or jira_text(now)
    return moved | {"resolution": resolution, "resolutiondate": resolved}
