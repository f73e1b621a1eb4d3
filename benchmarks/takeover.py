"""How long a takeover takes: a merged export into a state, once and once more, the claim of its pairs, and
their count.

`python benchmarks/takeover.py [--pairs N]`; each pair has three comments and one file. The trackers are in
memory, so that a claim costs nothing but the engine and the state. Prints seconds; a limit that is given with
`--import-limit` makes it fail, for who watches over it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from types import SimpleNamespace
from typing import Any, cast

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from syncscript.app.backbone.files import read_export_file  # noqa: E402
from syncscript.app.backbone.importing import import_of, take_over  # noqa: E402
from syncscript.app.backbone.standing import standing_of  # noqa: E402
from syncscript.backbone import Conditions  # noqa: E402
from syncscript.contracts import Capabilities, Description, Fetched  # noqa: E402
from syncscript.engine import Connection, Engine, Side  # noqa: E402
from syncscript.language import compile_rule  # noqa: E402
from syncscript.model import IssueHead, IssueRef  # noqa: E402
from syncscript.store import open_store  # noqa: E402

NOW = datetime(2026, 1, 1, tzinfo=UTC)
THEN = int((NOW - timedelta(days=30)).timestamp() * 1000)
PROJECTS = {"Blue": "BLUE", "Green": "GREEN"}
SETTINGS = cast(Any, SimpleNamespace(
    side_names=tuple(PROJECTS), sides=tuple(SimpleNamespace(project=key) for key in PROJECTS.values())))


class QuietTracker:
    """Every key is there, and nothing has changed for a year."""

    def __init__(self, name: str) -> None:
        self.name, self.capabilities, self.clock_offset = name, Capabilities(), timedelta(0)

    def describe(self) -> Description:
        return Description("none", "none", "", "1", self.name)

    def look_up(self, keys: list[str]) -> dict[str, IssueHead]:
        year_ago = NOW - timedelta(days=365)
        return {key: IssueHead(IssueRef(key.rpartition("-")[2], key), "v1", year_ago) for key in keys}

    def changes(self, *asked: Any) -> list[IssueHead]:
        return []

    def fetch(self, *asked: Any) -> Fetched:
        return Fetched({})


def entry(local: str, remote: str, number: int, hung: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": number, "connectorKey": f"CON-{local}", "localIssueKey": f"{local}-{number}",
        "remoteIssueKey": f"{remote}-{number}", "firstSyncDate": THEN, "lastOutgoingChange": THEN,
        "lastChangeSeen": THEN, "outgoingMessageSequenceId": 3, "lastIncomingChange": THEN,
        "incomingMessageSequenceId": 3, **hung, "incomingChangesIgnored": False,
    }  # fmt: skip


def merged(pairs: int) -> dict[str, Any]:
    sent = {"comments": [{"localId": str(n)} for n in range(3)]}
    got = {"comments": [{"remoteId": str(n), "localId": str(90 + n)} for n in range(3)],
           "attachments": [{"remoteId": "7", "localId": "8"}]}  # fmt: skip
    numbers = range(1, pairs + 1)
    return {"firstConnector": [entry("BLUE", "GREEN", n, sent) for n in numbers],
            "secondConnector": [entry("GREEN", "BLUE", n, got) for n in numbers]}  # fmt: skip


def side(name: str) -> Side:
    rules = [compile_rule("replica.key = issue.key", kind="outgoing", name="out.sync"),
             compile_rule("issue.summary = replica.summary", kind="incoming", name="in.sync")]  # fmt: skip
    return Side(name, cast(Any, QuietTracker(name)), PROJECTS[name], *rules)


def timed(what: str, act: Callable[[], Any]) -> float:
    started = perf_counter()
    act()
    seconds = perf_counter() - started
    print(f"{what}: {seconds:.1f} s")
    return seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--import-limit", type=float, default=float("inf"), metavar="SECONDS")
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "merged.json"
        file.write_text(json.dumps(merged(chosen.pairs), indent=2), encoding="utf-8")
        store = open_store(Path(folder) / "state.db")

        def take() -> None:
            export = read_export_file(str(file), lenient=False, max_size=1 << 30)
            take_over(store, import_of("c", SETTINGS, export, Conditions()), NOW, {})

        seconds = timed(f"{chosen.pairs:,} pairs read, checked and taken over", take)
        timed("the same once more", take)
        engine = Engine(Connection("c", (side("Blue"), side("Green"))), store, now=lambda: NOW)
        timed("claimed by a run", engine.run)
        timed("a run with nothing to do", engine.run)
        with store.transaction() as records:
            timed("counted by status", lambda: standing_of(records, "c"))
        store.close()
    return int(seconds > chosen.import_limit)


if __name__ == "__main__":
    raise SystemExit(main())
