"""nodeHelper: the issue here that is the twin of one on the other side.

Refuses to know which issues are pairs: the caller is asked.
"""

from __future__ import annotations

from syncscript.language.builtins.node_helper import named, nothing_to_find
from syncscript.language.builtins.registry import helper
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value
from syncscript.model import Json


@helper("nodeHelper.getLocalIssueKeyFromRemoteId", lookup=True)
def get_local_issue_key_from_remote_id(run: Run, remote: Value, entity: Value = None) -> Json:
    """The key of the issue here whose twin has this id; null when it is not under sync."""
    return ask_twin(run, "getLocalIssueKeyFromRemoteId", remote)


@helper("nodeHelper.getLocalIssueFromRemoteId", lookup=True)
def get_local_issue_from_remote_id(run: Run, remote: Value, entity: Value = None) -> Json:
    return ask_twin(run, "getLocalIssueFromRemoteId", remote)


@helper("nodeHelper.getLocalIssueFromRemoteUrn", lookup=True)
def get_local_issue_from_remote_urn(run: Run, remote: Value, entity: Value = None) -> Json:
    return ask_twin(run, "getLocalIssueFromRemoteUrn", remote)


@helper("nodeHelper.getLocalKeyFromRemoteId", lookup=True)
def get_local_key_from_remote_id(run: Run, remote: Value, entity: Value = None) -> Json:
    return ask_twin(run, "getLocalIssueKeyFromRemoteId", remote)


def ask_twin(run: Run, method: str, remote: Value) -> Json:
    wanted = remote.get("id") if type(remote) is dict else named(remote)
    if wanted is None:
        return nothing_to_find(run, f"syncHelper.{method}")
    return run.ask("syncHelper", method, text(wanted))
