"""Two trackers in memory, joined by an engine over a state of its own, at a time that the test tells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from syncscript.engine import Connection, Engine, Policy, RunSummary, Side, Trigger
from tests.engine.clock import Clock
from tests.engine.memory_tracker import MemoryTracker
from tests.engine.python_rules import ALL, receive, send
from tests.fresh_state import state_at


class World:
    """Two trackers, one connection, one state."""

    def __init__(
        self,
        path: Any,
        *,
        outgoing: Any = None,
        incoming: Any = None,
        policy: Policy | None = None,
        green_outgoing: Any = None,
        green_incoming: Any = None,
        green_trigger: bool = False,
    ) -> None:
        self.clock = Clock()
        self.blue = MemoryTracker("Blue", "BLUE", self.clock, 1000)
        self.green = MemoryTracker("Green", "GREEN", self.clock, 5000)
        self.store = state_at(path)
        self.stop = lambda: False
        out, into = outgoing or send(*ALL), incoming or receive(*ALL)
        sides = (
            Side("Blue", self.blue, "BLUE", out, green_incoming or receive(*ALL), (Trigger("all"),)),
            Side(
                "Green",
                self.green,
                "GREEN",
                green_outgoing or send(*ALL),
                into,
                (Trigger("all"),) if green_trigger else (),
            ),
        )
        self.connection = Connection("c", sides, policy or Policy(workers=2))

    def with_rules(self, **changes: Any) -> None:
        sides = tuple(replace(s, **changes.get(s.name, {})) for s in self.connection.sides)
        self.connection = replace(self.connection, sides=sides)

    @property
    def engine(self) -> Engine:
        return Engine(self.connection, self.store, now=self.clock, sleep=self.clock.sleep, stop=self.stop)

    def run(self, **options: Any) -> RunSummary:
        self.clock.tick(60)
        return self.engine.run(**options)

    def plan(self) -> Any:
        self.clock.tick(60)
        return self.engine.plan()

    def writes(self) -> int:
        return len(self.blue.writes) + len(self.green.writes)

    def settle_down(self) -> None:
        """Run until nothing is written; three runs must do."""
        for _ in range(3):
            before = self.writes()
            self.run()
            if self.writes() == before:
                return
        raise AssertionError("still writing after three runs")


def synced(world: World, **fields: Any) -> tuple[Any, Any]:
    """An issue and its twin, at rest."""
    blue = world.blue.add(**{"summary": "one", "labels": {"a"}, "priority": "High", **fields})
    world.run()
    world.settle_down()
    return blue, world.green.only()
