"""Plans as plain data and back: for `--format json` and for a saved plan.

Knows the shape of that data; every value keeps the rule file and line that wrote it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any

from syncscript.contracts import Conflict
from syncscript.engine.report import ConnectionPlan, PairFailure, PairPlan
from syncscript.model import (
    AddAttachment,
    AddComment,
    CreateIssue,
    Diagnostic,
    Draft,
    EditComment,
    EditWork,
    FieldWrite,
    HttpWrite,
    IssueRef,
    LogWork,
    MakePart,
    Operation,
    Provenance,
    RemoveAttachment,
    RemoveComment,
    RemoveWork,
    Settled,
    Transition,
    UpdateFields,
    Work,
)

FORMAT = 1


def plan_as_data(plan: ConnectionPlan) -> dict[str, Any]:
    """The plan as JSON data. Sets become sorted lists under `set`, times ISO 8601."""
    return {
        "format": FORMAT,
        "connection": plan.connection,
        "problems": [d.as_data() for d in plan.problems],
        "pairs": [pair_as_data(p) for p in plan.pairs],
        "standing": [
            {"pair": f.pair, "issues": dict(f.issues), "diagnostic": f.diagnostic.as_data()}
            for f in plan.standing
        ],
        "notices": [d.as_data() for d in plan.notices],
    }


def plan_from_data(data: Mapping[str, Any]) -> ConnectionPlan:
    """The plan again. ValueError, KeyError or TypeError when the data is not one of ours."""
    if data.get("format") != FORMAT:
        raise ValueError(f"unknown plan format {data.get('format')!r}")
    return ConnectionPlan(
        data["connection"],
        tuple(_pair_from_data(p) for p in data["pairs"]),
        tuple(Diagnostic.from_data(d) for d in data["problems"]),
        tuple(
            PairFailure(f["pair"], f["issues"], Diagnostic.from_data(f["diagnostic"]))
            for f in data["standing"]
        ),
        tuple(Diagnostic.from_data(d) for d in data.get("notices", ())),
    )


def pair_as_data(plan: PairPlan) -> dict[str, Any]:
    return {
        "pair": plan.pair,
        "source": plan.source,
        "target": plan.target,
        "source_issue": _plain(plan.source_issue),
        "target_issue": _plain(plan.target_issue),
        "operations": [_operation_as_data(o) for o in plan.operations],
        "conflicts": [{**_plain(c), "at": None} for c in plan.conflicts],
        "notices": [d.as_data() for d in plan.notices],
        "held": plan.held,
    }


def _operation_as_data(operation: Operation) -> dict[str, Any]:
    """Of headers only the names: tokens are in no output."""
    if isinstance(operation, HttpWrite):
        operation = replace(operation, headers=dict.fromkeys(sorted(operation.headers), ""))
    return {"kind": operation.kind, **_plain(operation)}


def _pair_from_data(data: Mapping[str, Any]) -> PairPlan:
    target = data["target_issue"]
    return PairPlan(
        data["pair"],
        data["source"],
        data["target"],
        IssueRef(**data["source_issue"]),
        IssueRef(**target) if target else None,
        tuple(_operation_from_data(o) for o in data["operations"]),
        tuple(Conflict(**{**c, "at": datetime.min}) for c in data["conflicts"]),
        tuple(Diagnostic.from_data(d) for d in data["notices"]),
        held=data["held"],
    )


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return {"set": sorted(value)}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value.isoformat() if isinstance(value, datetime) else value


def _operation_from_data(data: Mapping[str, Any]) -> Operation:
    inner = {k: v for k, v in data.items() if k != "kind"}
    match data["kind"]:
        case "create":
            draft = inner["draft"]
            return CreateIssue(
                Draft(
                    draft["project"],
                    draft["type"],
                    {n: _settled(s) for n, s in draft["fields"].items()},
                    draft["parent"],
                )
            )
        case "update":
            return UpdateFields(
                {
                    n: FieldWrite(_value(w["old"]), _settled(w["new"]), _value(w["add"]), _value(w["remove"]))
                    for n, w in inner["fields"].items()
                }
            )
        case "remove-comment":
            return RemoveComment(**inner)
        case "remove-attachment":
            return RemoveAttachment(**inner)
        case "remove-work":
            return RemoveWork(**inner)
    inner["by"] = Provenance(**inner["by"])
    if "work" in inner:
        inner["work"] = Work(**inner["work"])
    kinds: dict[str, Any] = {
        "transition": Transition,
        "comment": AddComment,
        "edit-comment": EditComment,
        "attach": AddAttachment,
        "http": HttpWrite,
        "make": MakePart,
        "log-work": LogWork,
        "edit-work": EditWork,
    }
    operation: Operation = kinds[data["kind"]](**inner)
    return operation


def _settled(data: Mapping[str, Any]) -> Settled:
    return Settled(_value(data["value"]), data["shown"], Provenance(**data["by"]))


def _value(data: Any) -> Any:
    return frozenset(data["set"]) if isinstance(data, Mapping) and set(data) == {"set"} else data
