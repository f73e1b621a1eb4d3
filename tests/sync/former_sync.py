"""Two sandboxes that another sync kept in step: issues, comments and files, and its exports.

Whatever it copied carries its own words, as a person's account wrote them; nothing of ours has been there.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

from syncscript.app.backbone.importing import Import, import_of, take_over
from syncscript.backbone import FIRST, SECOND, Conditions, Export, Side
from tests.sync.joined import PROJECTS, Joined

SETTINGS = cast(Any, SimpleNamespace(
    side_names=tuple(PROJECTS), sides=tuple(SimpleNamespace(project=key) for key in PROJECTS.values())))


def now() -> int:
    return int(time.time() * 1000)


@dataclass
class FormerSync:
    """Copies by hand what a sync would have, and remembers it as its exports do."""

    pair: Joined
    blue: list[dict[str, Any]] = field(default_factory=list)
    green: list[dict[str, Any]] = field(default_factory=list)

    def in_step(self, summary: str, **fields: Any) -> tuple[str, str]:
        """An issue and its twin with a comment from each side and a file from blue."""
        blue = self.pair.at_blue.create("BLUE", summary, **fields)
        green = self.pair.at_green.create("GREEN", summary, **fields)
        said = self.pair.at_blue.comment(blue, f"blue on {summary}")
        copy = self.pair.at_green.comment(green, f"Anna wrote: blue on {summary}")
        answer = self.pair.at_green.comment(green, f"green on {summary}")
        back = self.pair.at_blue.comment(blue, f"Ben wrote: green on {summary}")
        file = self.pair.at_blue.attach(blue, "plan.txt", b"the plan")
        twin = self.pair.at_green.attach(green, "plan.txt", b"the plan")
        self.note(blue, green, {"comments": [{"localId": said}, {"remoteId": answer, "localId": back}]},
                  {"comments": [{"remoteId": said, "localId": copy}, {"localId": answer}],
                   "attachments": [{"remoteId": file, "localId": twin}]})  # fmt: skip
        return blue, green

    def note(self, blue: str, green: str, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
        """One entry a side."""
        sides = ((self.blue, blue, green, ours), (self.green, green, blue, theirs))
        for entries, local, remote, hung in sides:
            entries.append({
                "id": len(entries) + 40, "connectorKey": f"CON-{local.partition('-')[0]}",
                "localIssueKey": local, "remoteIssueKey": remote, "firstSyncDate": now(),
                "lastOutgoingChange": now(), "lastChangeSeen": now() - 9_000_000,
                "outgoingMessageSequenceId": 2, "lastIncomingChange": now(),
                "incomingMessageSequenceId": 2, **hung, "incomingChangesIgnored": False,
            })  # fmt: skip

    def stops(self) -> None:
        """Its last message is sent now; what people do from here on it has not seen."""
        time.sleep(0.01)
        for entry in (*self.blue, *self.green):
            entry["lastOutgoingChange"] = now()
        time.sleep(0.01)

    def wanted(self) -> Import:
        """Its exports, merged."""
        export = Export((Side(FIRST, self.blue), Side(SECOND, self.green, f"/{SECOND}")), "merged")
        return import_of(self.pair.connection.name, SETTINGS, export, Conditions())

    def is_taken_over(self) -> None:
        take_over(self.pair.store, self.wanted(), datetime.now(UTC), {})
