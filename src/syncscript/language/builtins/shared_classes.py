"""Status and SubTaskSync: classes that scripts for Exalate take from its shared library.

`Status` carries status and resolution, with maps of names; `SubTaskSync` keeps the tie to a parent. Their
arguments come in several orders, so each is known by what it is. A class of the same name in the rule goes
first. Refuses to know other shared classes.
"""

from __future__ import annotations

from syncscript.language.builtins.node_helper import named
from syncscript.language.builtins.registry import static
from syncscript.language.builtins.twins import ask_twin
from syncscript.language.interpreter import writes
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value

CARRIED = ("status", "resolution")


def copy_fields(run: Run, names: tuple[str, ...]) -> None:
    for name in names:
        if name in run.issue:
            writes.put(run, run.replica, name, run.issue[name], run.position)


@static("Status.send")
def send_status(run: Run, *arguments: Value) -> None:
    """Puts status and resolution of the issue into the replica."""
    copy_fields(run, CARRIED)


@static("Status.receive")
def receive_status(run: Run, *arguments: Value) -> None:
    """receive(use the remote status by default, map of statuses, map of resolutions, ...): sets both."""
    by_default = next((a for a in arguments if type(a) is bool), True)
    objects = [id(run.issue), id(run.replica), id(run.previous)]
    maps = [a for a in arguments if type(a) is dict and id(a) not in objects]
    for field, table in zip(CARRIED, [*maps, {}, {}], strict=False):
        sent = run.replica.get(field)
        name = named(sent) if sent is not None else None
        wanted = table.get(name) or (name if by_default else None)
        if wanted is not None:
            writes.put(run, run.issue, field, {"name": text(wanted)}, run.position)


@static("SubTaskSync.send")
def send_parent(run: Run, *arguments: Value) -> None:
    """Puts the id of the issue's parent into the replica."""
    copy_fields(run, ("parentId",))


def receive_parent(run: Run, *arguments: Value) -> None:
    """Gives the issue the twin of the replica's parent. Fails while that one is not under sync."""
    parent = run.replica.get("parentId")
    if not parent:
        return
    twin = ask_twin(run, "getLocalIssueKeyFromRemoteId", parent)
    if twin is None:
        raise Fault(
            f"The parent {text(parent)} is not under sync yet.",
            "sync the parent first; the issue is tried again then",
            kind="IssueTrackerException",
            code="R302",
        )
    found = (twin.get("id") or twin.get("key")) if type(twin) is dict else twin
    writes.put(run, run.issue, "parentId", found, run.position)


for when in ("receive", "receiveBeforeCreation", "receiveAfterCreation"):
    static(f"SubTaskSync.{when}")(receive_parent)
