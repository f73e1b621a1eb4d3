"""What keeping two Jiras in step costs: calls, seconds and memory, beside the bare writes that it needs.

    python benchmarks/sync.py [--issues FILE] [--pairs 10000]

Both sandboxes run inside the measured process, so seconds and memory hold their share too; the baseline sends
the same writes to the same sandbox with nothing around them. Each section runs in a process of its own.
Without the file of real issues, as many made-up ones take their place. Exit code 1 when an aim is missed.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.page import Page  # noqa: E402
from tests.rig import Rig, rig  # noqa: E402
from tests.sync.person import Person  # noqa: E402

from syncscript.contracts import Pair, SideState  # noqa: E402
from syncscript.engine import Engine, RunSummary  # noqa: E402
from syncscript.model import IssueRef  # noqa: E402
from syncscript.sandbox import SandboxServer  # noqa: E402
from syncscript.sandbox.bodies import show_body  # noqa: E402
from syncscript.sandbox.records import Issue  # noqa: E402

REAL = ROOT.parent / "shared" / "data" / "nutch-issues.jsonl"
STATUSES = ('"Closed": "Done", "Resolved": "Done", "Open": "To Do", "Reopened": "To Do", '
            '"Patch Available": "In Review"')
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: what it did, how long it took, and the calls that each side received for it."""

    summary: RunSummary
    seconds: float
    reads: dict[str, Counter[str]]
    writes: dict[str, int]

    @property
    def read_count(self) -> int:
        return sum(count for side in self.reads.values() for count in side.values())

    @property
    def write_count(self) -> int:
        return sum(self.writes.values())


# ---------------------------------------------------------------------------- measuring


def measured(two: Rig, *, later: timedelta = timedelta(0)) -> Measured:
    """One run, by a clock that is `later` than the real one."""
    before = {name: len(server.requests) for name, server in servers(two).items()}
    engine = Engine(two.connection, two.store, now=lambda: datetime.now(UTC) + later)
    started = time.perf_counter()
    summary = engine.run()
    seconds = time.perf_counter() - started
    reads: dict[str, Counter[str]] = {}
    writes: dict[str, int] = {}
    for name, server in servers(two).items():
        new = server.requests[before[name]:]
        reads[name] = Counter(f"{r.method} {sort_of(r.path)}" for r in new if r.kind == "read")
        writes[name] = sum(r.kind == "write" for r in new)
    if summary.failed or summary.problems:
        raise SystemExit(f"the run failed: {summary.failed or summary.problems}")
    return Measured(summary, seconds, reads, writes)


def servers(two: Rig) -> dict[str, SandboxServer]:
    return {"Blue": two.blue, "Green": two.green}


def in_order(server: SandboxServer) -> list[Issue]:
    """All issues in the order of their creation."""
    return sorted(server.state.world.issues.values(), key=lambda issue: int(issue.id))


def sort_of(path: str) -> str:
    """A path without its identifiers and its query."""
    steps = path.partition("?")[0].removeprefix("/rest/api/").split("/")[1:]
    return "/".join("*" if any(c.isdigit() for c in step) else step for step in steps)


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def tell_reads(page: Page, run: Measured) -> None:
    for side, counts in run.reads.items():
        for path, count in counts.most_common():
            page.tell(f"  reads at {side}: {path}", count)


@contextmanager
def filled(issues: Path | None) -> Iterator[Rig]:
    """Blue full of issues, Green empty."""
    with tempfile.TemporaryDirectory() as folder, rig(Path(folder), statuses=STATUSES) as two:
        lines = Path(folder) / "issues.jsonl"
        lines.write_text(issues.read_text(encoding="utf-8") if issues else made_up(300), encoding="utf-8")
        two.blue.load_issues(lines, "BLUE")
        yield two


def made_up(count: int) -> str:
    text = "The badge reader at the door does not answer.\n\n* checked the cable\n* checked the *power*\n\n"
    issues = ({"summary": f"Door {n}", "status": "Closed", "description": text * 3,
               "comments": [f"{text}Note {c}" for c in range(n % 12)]} for n in range(count))
    return "\n".join(map(json.dumps, issues))


# ---------------------------------------------------------------------------- sections


def first_run(page: Page, issues: Path | None, pairs: int) -> None:
    with filled(issues) as two:
        empty = peak_megabytes()
        first = measured(two)
        count = first.summary.writes["create"]
        page.title(f"The first run: {count} new issues")
        tell_run(page, first, peak_megabytes(), empty)
        page.tell("operations", first.write_count, str(dict(first.summary.writes)))
        page.aim("writes for each operation", first.write_count / sum(first.summary.writes.values()), 1)
        tell_reads(page, first)
        bare = bare_writes(two)
        ratio = f"this run took {first.seconds / bare:.2f} times that"
        page.tell("the same writes, bare", f"{bare:.1f} s", ratio)
        echo = measured(two)
        page.title("The run after it, which meets its own writes")
        tell_run(page, echo, peak_megabytes(), empty)
        page.aim("writes", echo.write_count, 0)
        tell_reads(page, echo)
        working_day(page, two)
        idle_run(page, two, count)


def tell_run(page: Page, run: Measured, peak: float, empty: float) -> None:
    changed = run.summary.changed
    page.tell("seconds", f"{run.seconds:.2f}")
    if changed:
        page.tell("changed issues a second", f"{changed / run.seconds:.1f}")
        page.tell("writes for each changed issue", f"{run.write_count / changed:.2f}")
        page.tell("reads for each changed issue", f"{run.read_count / changed:.3f}")
    page.tell("peak memory", f"{peak:.0f} MB", f"{empty:.0f} MB before the first run")


def bare_writes(two: Rig) -> float:
    """Seconds that the writes of a first run take by themselves, one after another on one connection."""
    issues = in_order(two.green)
    with SandboxServer("cloud", projects=["BARE"]) as server:
        person = Person(server)
        started = time.perf_counter()
        for issue in issues:
            write_bare(person, issue, two.green)
        return time.perf_counter() - started


def write_bare(person: Person, issue: Issue, green: SandboxServer) -> None:
    status = green.state.world.statuses[issue.fields["status"]].name
    body = show_body(issue.fields.get("description"), 3)
    key = person.create("BARE", issue.fields["summary"], api=3, **({"description": body} if body else {}))
    if status != "To Do":
        chosen = next(r.id for r in green.state.world.transitions.values()
                      if green.state.world.statuses[r.to].name == status)
        person.call("POST", f"issue/{key}/transitions", {"transition": {"id": chosen}}, api=3)
    for comment in issue.comments:
        person.comment(key, show_body(comment.body, 3), api=3)


def working_day(page: Page, two: Rig) -> None:
    """100 issues with a changed field set, 50 of them with a new comment; half of all at Green."""
    blues, greens = (in_order(server) for server in servers(two).values())
    chosen = [*((Person(two.blue), i) for i in blues[:50]), *((Person(two.green), i) for i in greens[50:100])]
    for number, (person, issue) in enumerate(chosen):
        person.edit(issue.key, summary=f"Summary {number}", labels=[f"label-{number}"])
        if number % 2:
            person.comment(issue.key, f"Comment {number}")
    before = peak_megabytes()
    day = measured(two)
    page.title("100 changed issues, 50 at each side, and 50 new comments on them")
    tell_run(page, day, peak_megabytes(), before)
    page.aim("writes for each field set or comment", day.write_count / 150, 1)
    page.aim("reads", day.read_count, 100 / 50 + 2 * 2)
    tell_reads(page, day)
    measured(two)


def idle_run(page: Page, two: Rig, pairs: int) -> None:
    measured(two)
    idle = measured(two)
    page.title(f"An idle run with {pairs:,} pairs")
    page.tell("seconds", f"{idle.seconds:.3f}")
    page.aim("writes", idle.write_count, 0)
    page.tell("reads at each side", ", ".join(f"{s} {sum(c.values())}" for s, c in idle.reads.items()))
    page.aim("reads", idle.read_count, 4)
    tell_reads(page, idle)


def many_pairs(page: Page, issues: Path | None, pairs: int) -> None:
    with tempfile.TemporaryDirectory() as folder, rig(Path(folder)) as two:
        Person(two.blue).create("BLUE", "The pattern", labels=["a"], description="Some *text*")
        for _ in range(3):
            measured(two)
        copy_pair(two, pairs)
        before = peak_megabytes()
        idle_run(page, two, pairs)
        page.tell("peak memory", f"{peak_megabytes():.0f} MB", f"{before:.0f} MB before the run")
        working_day(page, two)
        sweep = measured(two, later=timedelta(days=1, hours=1))
        page.title(f"The daily look at all {pairs:,} pairs, which finds deletions and moves")
        page.tell("seconds", f"{sweep.seconds:.2f}")
        tell_reads(page, sweep)


def copy_pair(two: Rig, count: int) -> None:
    """The one pair that there is, as often as wanted: issues, pairs and what is remembered of them."""
    with two.store.transaction() as records:
        pattern, = records.pairs(two.connection.name)
        states = records.side_states([pattern.id])
    copies = [{side: copy_issue(server, pattern.issues[side].id) for side, server in servers(two).items()}
              for _ in range(count - 1)]
    for start in range(0, len(copies), 1000):
        with two.store.transaction() as records:
            for number, issues in enumerate(copies[start:start + 1000], start):
                records.put_pair(Pair(f"copy{number}", two.connection.name, issues))
                for side, ref in issues.items():
                    records.put_side_state(f"copy{number}", side, state_of(states[pattern.id, side], ref))


def copy_issue(server: SandboxServer, pattern: str) -> IssueRef:
    state = server.state
    issue = state.world.issues[pattern]
    copy = replace(issue, id=state.next_id("issue"), key=state.next_key(issue.project), created=LONG_AGO,
                   updated=LONG_AGO, properties={})
    state.put(copy)
    return IssueRef(copy.id, copy.key)


def state_of(state: SideState, ref: IssueRef) -> SideState:
    """What is remembered of a copy: as of the pattern, under its own key."""
    return replace(state, sent={**state.sent, "key": ref.key} if state.sent else None, version="")


# ---------------------------------------------------------------------------- all of it

SECTIONS: tuple[Callable[[Page, Path | None, int], None], ...] = (first_run, many_pairs)


def section(number: int, issues: Path | None, pairs: int, answers: Any) -> None:
    page = Page([])
    SECTIONS[number](page, issues, pairs)
    answers.put(page)


def main() -> int:
    parser = argparse.ArgumentParser(description="what keeping two Jiras in step costs")
    parser.add_argument("--issues", type=Path, default=REAL if REAL.exists() else None)
    parser.add_argument("--pairs", type=int, default=10_000)
    arguments = parser.parse_args()
    if arguments.issues is None:
        print("The real issues are not there: made-up ones take their place.")
    missed = 0
    context = multiprocessing.get_context("spawn")
    for number in range(len(SECTIONS)):
        answers = context.Queue()
        process = context.Process(target=section, args=(number, arguments.issues, arguments.pairs, answers))
        process.start()
        process.join()
        if process.exitcode:
            return process.exitcode
        page: Page = answers.get()
        print("\n".join(page.lines), flush=True)
        missed += page.missed
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
