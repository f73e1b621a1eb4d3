"""People edit both sides at will, answers get lost, calls fail: in the end both sides agree.

Every edit carries a token of its own. At rest each issue has one twin, each comment one copy, and both sides
show the same token.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from syncscript.contracts import RateLimited, Unavailable
from tests.engine.memory_tracker import lost_answer
from tests.engine.world import World

SIDES = st.sampled_from(["blue", "green"])
FIELD = st.sampled_from(["summary", "description"])
KINDS = st.sampled_from(["create", "update", "comment", "edit-comment", "attach", "changes", "fetch"])


class TwoTrackers(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.world = World(Path(self.folder.name) / "state.db", green_trigger=True)
        self.tokens = 0
        self.written: dict[tuple[str, str], list[str]] = {}
        self.comments = 0

    def teardown(self) -> None:
        try:
            self.at_rest()
        finally:
            self.world.store.close()
            self.folder.cleanup()

    def token(self) -> str:
        self.tokens += 1
        return f"t{self.tokens}"

    def twin_count(self, side: str) -> int:
        return len(getattr(self.world, side).issues)

    def some(self, side: str, number: int) -> Any:
        issues = list(getattr(self.world, side).issues.values())
        return issues[number % len(issues)]

    @rule(side=SIDES)
    def create(self, side: str) -> None:
        if self.twin_count("blue") + self.twin_count("green") < 6:
            getattr(self.world, side).add(summary=self.token(), description=None, labels=set())

    @precondition(lambda self: self.world.blue.issues and self.world.green.issues)
    @rule(side=SIDES, number=st.integers(0, 5), name=FIELD)
    def edit(self, side: str, number: int, name: str) -> None:
        issue = self.some(side, number)
        getattr(self.world, side).edit(issue, **{name: self.token()})

    @precondition(lambda self: self.world.blue.issues and self.world.green.issues)
    @rule(side=SIDES, number=st.integers(0, 5))
    def label(self, side: str, number: int) -> None:
        issue = self.some(side, number)
        getattr(self.world, side).edit(issue, labels=set(issue.fields.get("labels") or ()) | {self.token()})

    @precondition(lambda self: self.world.blue.issues and self.world.green.issues)
    @rule(side=SIDES, number=st.integers(0, 5))
    def comment(self, side: str, number: int) -> None:
        self.comments += 1
        getattr(self.world, side).comment(self.some(side, number), f"c{self.comments}")

    @rule(side=SIDES, kind=KINDS, applied=st.booleans(), error=st.sampled_from(["lost", "down", "limited"]))
    def fault(self, side: str, kind: str, applied: bool, error: str) -> None:
        made = {
            "lost": lost_answer,
            "down": lambda: Unavailable("503"),
            "limited": lambda: RateLimited("429", retry_after=5),
        }[error]()
        tracker = getattr(self.world, side)
        if applied and error == "lost" and kind not in ("changes", "fetch"):
            tracker.lost.setdefault(kind, []).append(made)
        else:
            tracker.faults.setdefault(kind, []).append(made)

    @rule(seconds=st.sampled_from([1, 60, 130]))
    def run(self, seconds: int) -> None:
        self.world.clock.tick(seconds)
        self.world.run()

    @invariant()
    def nothing_is_doubled(self) -> None:
        for tracker in (self.world.blue, self.world.green):
            markers = [i.marker for i in tracker.issues.values() if i.marker]
            assert len(markers) == len(set(markers))

    def at_rest(self) -> None:
        for tracker in (self.world.blue, self.world.green):
            tracker.faults.clear()
            tracker.lost.clear()
        for _ in range(8):
            before = self.world.writes()
            self.world.clock.tick(7 * 3600)
            summary = self.world.run()
            assert not summary.failed and not summary.problems
            if self.world.writes() == before and not summary.waiting:
                break
        else:
            raise AssertionError("never at rest")
        self.compare()

    def compare(self) -> None:
        assert self.twin_count("blue") == self.twin_count("green")
        with self.world.store.transaction() as records:
            pairs = records.pairs("c")
        assert len(pairs) == self.twin_count("blue")
        for pair in pairs:
            blue = self.world.blue.issues[pair.issues["Blue"].id]
            green = self.world.green.issues[pair.issues["Green"].id]
            for name in ("summary", "description", "labels"):
                assert (blue.fields.get(name) or None) == (green.fields.get(name) or None), name
            own = [{b["body"].split("\n")[-1] for b in i.comments} for i in (blue, green)]
            assert own[0] == own[1] and len(blue.comments) == len(green.comments) == len(own[0])


TestTwoTrackers = TwoTrackers.TestCase
TestTwoTrackers.settings = settings(
    max_examples=20,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
pytestmark = pytest.mark.timeout(300)
