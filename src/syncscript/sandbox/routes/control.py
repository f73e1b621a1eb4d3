"""The sandbox's own calls, under /__sandbox__/: faults, moves, time lags. No Jira has them.

They need no account, and the log of requests leaves them out.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

from syncscript.sandbox import changes
from syncscript.sandbox.call import Answer, Call, Route
from syncscript.sandbox.faults import Fault
from syncscript.sandbox.problems import missing, refused


def add_fault(call: Call) -> Answer:
    """The body holds a Fault's fields."""
    given = call.body()
    known = {field.name for field in fields(Fault)}
    unknown = sorted(set(given) - known)
    if unknown:
        raise refused(f"unknown: {', '.join(unknown)}; a fault has {', '.join(sorted(known))}")
    try:
        call.server.faults.add(Fault(**given))
    except (TypeError, ValueError) as error:
        raise refused(str(error)) from None
    return Answer(204)


def clear_faults(call: Call) -> Answer:
    call.server.faults.clear()
    return Answer(204)


def move(call: Call) -> Answer:
    """Move an issue to another project, `{"project": "KEY"}`. Its old key still leads to it."""
    issue = call.issue()
    target = call.world.project(str(call.body().get("project") or ""))
    if target is None:
        raise missing("no such project")
    key = call.state.next_key(target.id)
    moved = call.state.put(changes.moved_to(issue, target.id, key, call.world, call.write()))
    return Answer(json={"id": moved.id, "key": moved.key})


def forgive(call: Call) -> Answer:
    call.server.accounts.forgive()
    return Answer(204)


def catch_up(call: Call) -> Answer:
    call.state.index.catch_up()
    return Answer(204)


def search_lag(call: Call) -> Answer:
    """`{"seconds": 30}`: search sees later writes only after so long."""
    seconds = call.body().get("seconds")
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds < 0:
        raise refused("'seconds' must be a number that is not negative")
    call.state.index.lag = timedelta(seconds=seconds)
    return Answer(204)


def apply_late(call: Call) -> Answer:
    call.server.apply_late()
    return Answer(204)


ROUTES = tuple(
    Route(method, f"/__sandbox__/{path}", handler, anonymous=True) for method, path, handler in (
        ("POST", "faults", add_fault),
        ("DELETE", "faults", clear_faults),
        ("POST", "move/<issue>", move),
        ("POST", "forgive", forgive),
        ("POST", "catch-up", catch_up),
        ("POST", "search-lag", search_lag),
        ("POST", "apply-late", apply_late),
    ))
