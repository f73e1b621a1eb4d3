"""Moving an issue to a status by whichever transition leads there.

Knows the transitions that issues of a project, type and status had before, and reads them again for the
issue itself when the known one is missing or refused. Refuses to walk through several statuses.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

from syncscript.contracts import Rejected
from syncscript.model import IssueRef, Json, Transition
from syncscript.trackers.jira.http import Http

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where an issue is in its workflow; issues with the same one are taken to have the same transitions."""

    project: str
    type: str
    status: str


class Transitions:
    """Transitions of one Jira. Safe to use from several threads."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._lock = threading.Lock()
        self._known: dict[Workplace, list[Raw]] = {}
        self._types: dict[str, str] = {}

    def note_type(self, issue_id: str, type_name: str) -> None:
        """Remember an issue's type, so that its transitions need not be read again."""
        self._types[issue_id] = type_name

    def move(self, ref: IssueRef, operation: Transition) -> dict[str, Json]:
        """Move the issue with one POST, or none when it is there already. Answers what there is to record."""
        place = self._workplace(ref, operation)
        known = self._known.get(place) if place else None
        chosen = leading_to(known or [], operation.status)
        if chosen is not None:
            try:
                return self._send(ref, chosen, operation)
            except Rejected:
                with self._lock:
                    self._known.pop(place, None) if place else None
        fresh = self._read(ref)
        if place:
            self._known[place] = fresh
        again = leading_to(fresh, operation.status)
        if again is None:
            return self._arrived(ref, operation, fresh)
        return self._send(ref, again, operation)

    def _workplace(self, ref: IssueRef, operation: Transition) -> Workplace | None:
        """A new issue's status is not known, but it is the same for all new ones of its type."""
        type_name = self._types.get(ref.id)
        if type_name is None:
            return None
        return Workplace(ref.key.rpartition("-")[0], type_name, operation.old or "")

    def _read(self, ref: IssueRef) -> list[Raw]:
        answer = self._http.get(f"/issue/{ref.id}/transitions", {"expand": "transitions.fields"})
        return [transition for transition in answer["transitions"] if transition.get("isAvailable", True)]

    def _send(self, ref: IssueRef, transition: Raw, operation: Transition) -> dict[str, Json]:
        body: dict[str, Any] = {"transition": {"id": str(transition["id"])}}
        on_screen = "resolution" in (transition.get("fields") or {})
        if operation.resolution and on_screen:
            body["fields"] = {"resolution": {"name": operation.resolution}}
        self._http.write("POST", f"/issue/{ref.id}/transitions", body)
        left = operation.resolution if not on_screen else None
        return {"transition": transition.get("name"), **({"resolution_not_on_screen": left} if left else {})}

    def _arrived(self, ref: IssueRef, operation: Transition, fresh: list[Raw]) -> dict[str, Json]:
        """An issue that is there already needs nothing; for any other status there is no way."""
        status = self._http.get(f"/issue/{ref.id}", {"fields": "status"})["fields"]["status"]["name"]
        if status.casefold() == operation.status.casefold():
            return {"already": status}
        ways = sorted({str(transition["to"]["name"]) for transition in fresh})
        raise Rejected(
            f"{ref.key} cannot go from {status} to {operation.status}: no transition leads there",
            help=f"from {status} it can go to: {', '.join(ways) or 'nowhere'}; map the status in the rule, "
                 "or add a transition to the workflow")


def leading_to(transitions: list[Raw], status: str) -> Raw | None:
    """The transition that leads to a status; of several, one that asks for least."""
    leading = [t for t in transitions if str(t["to"]["name"]).casefold() == status.casefold()]
    return min(leading, key=_demands, default=None)


def _demands(transition: Raw) -> int:
    """How many fields it insists on; the resolution does not count, rules can set that."""
    fields = (transition.get("fields") or {}).items()
    return sum(1 for name, field in fields
               if field.get("required") and not field.get("hasDefaultValue") and name != "resolution")
