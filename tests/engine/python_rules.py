"""Rules written in Python, for the engine's tests: they need no rule language.

`send` and `receive` give the rules of two trackers that shall show the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from syncscript.model import Written
from tests.engine.memory_tracker import BY


@dataclass(frozen=True)
class Told:
    """What the engine reads of an outcome."""

    issue: dict[str, Any]
    replica: dict[str, Any]
    writes: dict[str, Written]
    returned: bool
    absent: tuple[str, ...] = ()
    operations: tuple[dict[str, Any], ...] = ()
    trace: tuple[Any, ...] = ()
    steps: int = 1
    questions: tuple[Any, ...] = ()


@dataclass(frozen=True)
class PythonRule:
    """A rule as a function (issue, replica, context) that sets attributes on a Record."""

    name: str
    kind: str
    script: Callable[[dict[str, Any], dict[str, Any], dict[str, Any]], Any]
    digest: str = "d1"
    warnings: tuple[Any, ...] = ()

    def run(
        self, inputs: Mapping[str, Any], limits: Any = None, answers: Any = None
    ) -> Told:
        issue, replica = dict(inputs.get("issue") or {}), dict(inputs.get("replica") or {})
        target = replica if self.kind == "outgoing" else issue
        context = {"firstSync": inputs.get("firstSync"), "answers": answers, "written": {}, "operations": []}
        returned = self.script(issue, replica, context) == "return"
        written = context["written"]
        target |= written
        return Told(
            issue=issue,
            replica=dict(written) if self.kind == "outgoing" else replica,
            writes={n: Written(v, BY) for n, v in written.items()},
            returned=returned,
            operations=tuple(context["operations"]),
        )


FIELDS = ("summary", "description", "labels", "priority", "status")


def send(*names: str) -> PythonRule:
    def script(issue: Any, replica: Any, context: Any) -> None:
        context["written"] |= {n: issue[n] for n in ("key", *names) if n in issue}
        for listed in ("comments", "attachments", "workLogs"):
            if listed in names:
                context["written"][listed] = issue.get(listed, [])

    return PythonRule("out.sync", "outgoing", script)


def own_of(issue: Mapping[str, Any], name: str) -> list[Any]:
    """As the merging helpers: without what the sync made itself."""
    return [entry for entry in issue.get(name, []) if not entry.get("remoteId")]


def receive(*names: str) -> PythonRule:
    def script(issue: Any, replica: Any, context: Any) -> None:
        context["written"] |= {n: replica[n] for n in names if n in replica}
        if "comments" in names:
            context["written"]["comments"] = own_of(issue, "comments") + [
                {"remoteId": c["id"], "body": f"{c['author']['displayName']} commented:\n{c['body']}"}
                for c in replica.get("comments") or []
            ]
        if "attachments" in names:
            context["written"]["attachments"] = own_of(issue, "attachments") + [
                {"remoteId": a["id"], "filename": a["filename"], "filesize": a["filesize"]}
                for a in replica.get("attachments") or []
            ]

        if "workLogs" in names:
            context["written"]["workLogs"] = own_of(issue, "workLogs") + [
                {"remoteId": w["id"], **{n: w[n] for n in ("timeSpent", "startDate", "comment")}}
                for w in replica.get("workLogs") or []
            ]

    return PythonRule("in.sync", "incoming", script)


ALL = (*FIELDS, "comments", "attachments", "workLogs")
