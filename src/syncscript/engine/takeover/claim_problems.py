"""What is told of claims: a few lines, however many pairs there are; and what makes a claim stop.

A tracker that shows none of many issues is more likely the wrong one, or the wrong account, than one that
lost them all: then nothing is concluded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from syncscript.contracts import TakenPair
from syncscript.engine.connection import Connection, Side
from syncscript.engine.failing import ConnectionStops
from syncscript.engine.takeover.claimed import APART, TAKEN, Claimed
from syncscript.model import Diagnostic, IssueHead, Severity

MANY = 20
"""So many issues are not lost at once."""
NAMED = 20
"""So many are named in one message."""


def demand_some(side: Side, keys: Sequence[str], found: Mapping[str, IssueHead]) -> None:
    """ConnectionStops where a tracker shows none of many issues."""
    if found or len(keys) < MANY:
        return
    raise ConnectionStops(Diagnostic(
        "E482",
        f"{side.name}: none of {len(keys)} issues that were taken over can be seen ({keys[0]}, {keys[1]}...)",
        side.place,
        "nothing was decided. Check the address, the account's permission to browse the project, and that "
        "the export is of this project",
    ))  # fmt: skip


def demand_known_sides(connection: Connection, batch: Sequence[TakenPair]) -> None:
    """ConnectionStops where pairs were taken over under other names than the sides have now."""
    names = {side.name for side in connection.sides}
    strange = next((taken for taken in batch if set(taken.sides) != names), None)
    if strange is not None:
        told, known = ", ".join(strange.sides), ", ".join(sorted(names))
        raise ConnectionStops(Diagnostic(
            "E483", f"pairs were taken over for {told}, and the sides of {connection.name} are {known}",
            help="give the instances their former names in syncscript.toml, or import again into a new state",
        ))  # fmt: skip


@dataclass
class ClaimTold:
    """Gathered by one run's claims."""

    lost: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    deaf: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)

    def note(self, claim: Claimed) -> None:
        problem = claim.taken.problem
        if problem is not None and (claim.pair is None or problem.code == TAKEN):
            (self.refused if claim.heads else self.lost).append(" = ".join(claim.taken.keys.values()))
        for side, told in claim.taken.sides.items():
            if claim.has_moved(side):
                self.moved.append(f"{told.key} (now {claim.heads[side].ref.key})")
            if claim.is_in_step and told.ignores_incoming:
                self.deaf.append(told.key)

    def notices(self) -> list[Diagnostic]:
        """One line a kind."""
        kinds = (
            ("E480", self.lost, "taken over, and neither issue can be seen; they are not in step",
             "`syncscript backbone status` shows them; import again once they can be seen"),
            ("E481", self.refused, "taken over, and the connection has other pairs of these issues",
             "look which pairs are right, and end the others with `syncscript unsync`"),
            ("E484", self.moved, "moved since; kept in step under the new key", "nothing to do"),
            ("E485", self.deaf, "taken over as one that ignores incoming changes: what comes from the other "
             "side is not applied there", "nothing to do if that is still meant"),
            (APART, self.apart, "paired as one side of the export alone tells it; they stand still, and no "
             "twin is made of them", "import again once both sides know the pairs"),
        )  # fmt: skip
        return [_told(code, names, what, act) for code, names, what, act in kinds if names]


def _told(code: str, names: Sequence[str], what: str, act: str) -> Diagnostic:
    shown = ", ".join(names[:NAMED])
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return Diagnostic(code, f"{what}: {shown}{more}", severity=Severity.WARNING, help=act)
