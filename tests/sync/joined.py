"""Two sandboxes joined by whatever rules a test brings: scripts on each side, or one mapping file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from syncscript.contracts import Store
from syncscript.engine import Connection, ConnectionPlan, Engine, Policy, RunSummary, Side, Trigger
from syncscript.language import Rule, compile_mapping, compile_rule
from syncscript.sandbox import SandboxServer
from tests.fresh_state import state_at
from tests.rig import tracker_of
from tests.sync.person import Person

PROJECTS: Mapping[str, str] = MappingProxyType({"BlueJira": "BLUE", "GreenJira": "GREEN"})
Rules = Mapping[str, tuple[Rule, Rule]]


@dataclass(frozen=True)
class Joined:
    """Both sandboxes, somebody at each of them, and the connection between them."""

    blue: SandboxServer
    green: SandboxServer
    at_blue: Person
    at_green: Person
    connection: Connection
    store: Store

    def run(self) -> RunSummary:
        """One run that must not fail anywhere."""
        summary = self.run_anyhow()
        assert not summary.failed and not summary.problems, (summary.failed, summary.problems)
        return summary

    def run_anyhow(self) -> RunSummary:
        return Engine(self.connection, self.store).run()

    def plan(self) -> ConnectionPlan:
        return Engine(self.connection, self.store).plan()

    def settle(self, runs: int = 4) -> RunSummary:
        """Run until a run writes nothing; the sum of it all must not need more runs than these."""
        for _ in range(runs):
            summary = self.run()
            if not summary.writes:
                return summary
        raise AssertionError(f"still writing after {runs} runs: {dict(summary.writes)}")

    def writes(self) -> int:
        """Writes that the two sandboxes have received from anybody."""
        return sum(r.kind == "write" for server in (self.blue, self.green) for r in server.requests)

    def twin(self, key: str) -> str:
        """The key of the issue on the other side."""
        with self.store.transaction() as records:
            (pair,) = records.find_pairs(key)
        return next(ref.key for ref in pair.issues.values() if ref.key != key)

    def assert_quiet(self) -> None:
        """A further run sends no write to either side."""
        before = self.writes()
        self.run()
        assert self.writes() == before


def scripts(outgoing: str, incoming: str) -> Rules:
    """The same two scripts on both sides; `{project}` in incoming is the side's own project."""
    return {
        name: (
            compile_rule(outgoing, kind="outgoing", name=f"{name}.outgoing.sync"),
            compile_rule(
                incoming.replace("{project}", project), kind="incoming", name=f"{name}.incoming.sync"
            ),
        )
        for name, project in PROJECTS.items()
    }


def mapping(source: str, name: str = "two.mapping.sync") -> Rules:
    rules = compile_mapping(source, name=name, sides=("BlueJira", "GreenJira"))
    return {side: (rules.outgoing[side], rules.incoming[side]) for side in PROJECTS}


@contextmanager
def joined(
    folder: Path,
    rules: Rules,
    *,
    faces: tuple[str, str] = ("cloud", "cloud"),
    policy: Policy | None = None,
    triggers: tuple[str, ...] = ("BlueJira",),
) -> Iterator[Joined]:
    """`triggers` names the sides whose every issue comes under sync."""
    with (
        SandboxServer(faces[0], projects=["BLUE"]) as blue,
        SandboxServer(faces[1], projects=["GREEN"]) as green,
    ):
        servers = {"BlueJira": blue, "GreenJira": green}
        sides = [
            Side(
                name,
                tracker_of(servers[name], name),
                project,
                *rules[name],
                (Trigger(f"project = {project}"),) if name in triggers else (),
            )
            for name, project in PROJECTS.items()
        ]
        store = state_at(folder / "state.db")
        try:
            connection = Connection("joined", (sides[0], sides[1]), policy or Policy())
            yield Joined(blue, green, Person(blue), Person(green), connection, store)
        finally:
            store.close()
