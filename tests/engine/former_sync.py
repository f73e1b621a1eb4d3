"""Two issues that another sync kept in step until a moment ago, taken over into a state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from syncscript.contracts import Link, TakenPair, TakenSide, Takeover
from syncscript.engine import RunSummary
from tests.engine.people import Stored
from tests.engine.world import World

TEXT = "Tester commented:\n{}"


def ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def in_step(world: World, **fields: Any) -> tuple[Stored, Stored]:
    """An issue and its twin as another sync left them: with a comment and a file copied each way."""
    whole = {"summary": "one", "labels": {"a", "b"}, "priority": "High", "status": "To Do", **fields}
    blue, green = world.blue.add(**whole), world.green.add(**dict(whole))
    return blue, green


def copied(world: World, blue: Stored, green: Stored) -> tuple[Link, ...]:
    """A comment of each side and a file of blue, each with its copy on the other."""
    there = world.blue.comment(blue, "from blue")
    link = Link("comment", "Blue", there, world.green.comment(green, TEXT.format("from blue")))
    here = world.green.comment(green, "from green")
    back = Link("comment", "Green", here, world.blue.comment(blue, "as the former sync wrote it"))
    file = world.blue.attach(blue, "a.txt", b"abc")
    return link, back, Link("attachment", "Blue", file, world.green.attach(green, "a.txt", b"abc"))


def taken(
    world: World, blue: str, green: str, links: Sequence[Link] = (), name: str = "t1", position: int = 0,
    changes: dict[str, dict[str, Any]] | None = None,
) -> TakenPair:  # fmt: skip
    """As an export of this moment tells it; `changes` of a side's by its name."""
    now = ms(world.clock.now)
    times = {"known_until": now, "quiet_until": now, "last_incoming": now, "last_outgoing": now}
    sides = {
        "Blue": TakenSide(blue, {"localIssueKey": blue}, position, **times),
        "Green": TakenSide(green, {"localIssueKey": green}, position, **times),
    }
    sides = {side: replace(told, **(changes or {}).get(side, {})) for side, told in sides.items()}
    return TakenPair(name, "c", sides, tuple(links))


def take_over(world: World, *pairs: TakenPair) -> None:
    """Keep them as an import does, a minute later."""
    world.clock.tick(60)
    with world.store.transaction() as records:
        records.put_taken(pairs)
        records.put_takeover(Takeover("c", "Blue", world.clock.now))


def adopted(world: World, **fields: Any) -> tuple[Stored, Stored]:
    """One pair in step, taken over; nobody has run since."""
    blue, green = in_step(world, **fields)
    take_over(world, taken(world, blue.key, green.key, copied(world, blue, green)))
    return blue, green


def kinds(world: World) -> list[str]:
    return [kind for kind, _ in world.blue.writes] + [kind for kind, _ in world.green.writes]


def settled(world: World) -> list[str]:
    """What was written until nothing more was; a further run writes nothing."""
    world.settle_down()
    return kinds(world)


def codes(summary: RunSummary) -> list[str]:
    return [notice.code for notice in summary.notices]


def states(world: World) -> dict[str, int]:
    with world.store.transaction() as records:
        return records.count_taken("c")
