"""syncHelper and store: what a rule asks of the sync itself, and steps it puts into the plan.

Questions find twins; the `...AfterProcessing` methods and store() are operations in the plan. Refuses to
do anything at once.
"""

from __future__ import annotations

from syncscript.language.builtins.node_helper import named, nothing_to_find
from syncscript.language.builtins.registry import function, helper
from syncscript.language.builtins.twins import ask_twin
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value
from syncscript.model import Json


@helper("syncHelper.getLocalIssueKeyFromRemoteId", lookup=True)
def get_local_issue_key_from_remote_id(run: Run, remote: Value, entity: Value = None) -> Json:
    """The key of the issue here whose twin has this id; null when it is not under sync."""
    return ask_twin(run, "getLocalIssueKeyFromRemoteId", remote)


@helper("syncHelper.getLocalIssueFromRemoteUrn", lookup=True)
def get_local_issue_from_remote_urn(run: Run, remote: Value, entity: Value = None) -> Json:
    return ask_twin(run, "getLocalIssueFromRemoteUrn", remote)


def twin(name: str, question: str) -> None:
    @helper(f"syncHelper.{name}", lookup=True)
    def ask(run: Run, remote: Value, entity: Value = None) -> Json:
        return ask_twin(run, question, remote)

    ask.__name__, ask.__doc__ = name, f"As nodeHelper.{name}."


twin("getLocalIssueFromRemoteId", "getLocalIssueFromRemoteId")
twin("getLocalKeyFromRemoteId", "getLocalIssueKeyFromRemoteId")


@helper("syncHelper.isUnderSync")
def is_under_sync(run: Run, *arguments: Value) -> bool:
    key = next((text(a) for a in arguments if type(a) is str), None)
    if key is None:
        nothing_to_find(run, "syncHelper.isUnderSync")
        return False
    return bool(run.ask("syncHelper", "isUnderSync", key))


def address(name: str) -> None:
    @helper(f"syncHelper.{name}")
    def ask_address(run: Run) -> Json:
        return run.ask("syncHelper", name)

    ask_address.__name__ = name


for wanted in (
    "getTrackerUrl",
    "getRemoteTrackerUrl",
    "getRemoteIssueUrl",
    "getExalateUrl",
    "getRemoteExalateUrl",
):
    address(wanted)


def plan(run: Run, operation: str, **details: Json) -> None:
    run.plan({"operation": operation, **details, "line": run.position[0]})


@helper("syncHelper.exalate")
def exalate(run: Run, key: Value, *more: Value) -> None:
    """Bring this issue under sync too."""
    wanted = named(key)
    if wanted is None:
        nothing_to_find(run, "syncHelper.exalate")
        return
    plan(run, "exalate", key=text(wanted))


@helper("syncHelper.syncBackAfterProcessing")
def sync_back_after_processing(run: Run) -> None:
    """Send a message back when this one is done."""
    plan(run, "syncBack")


@helper("syncHelper.unExalateAfterProcessing")
def unexalate_after_processing(run: Run) -> None:
    """Take the pair out of sync when this message is done."""
    plan(run, "unsync")


@function("store")
def store(run: Run, issue: Value = None) -> None:
    """Apply what is set so far as a step of its own."""
    plan(run, "store", fields=[*run.written, *["customFields." + name for name in run.customs]])
