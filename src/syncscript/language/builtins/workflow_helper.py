"""workflowHelper and setStatus: moves through the workflow, as a field of the plan.

Refuses to be silent: an unknown transition is an error of the plan, not nothing.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import helper, method
from syncscript.language.interpreter import writes
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value, a_type


@helper("workflowHelper.transition")
def transition(run: Run, issue: Value, name: Value, executor: Value = None) -> None:
    """Go through the transition of this name, or to the status of this name."""
    if is_nothing(name):
        run.tell("note", "workflowHelper.transition was given no name: the status stays")
        return
    writes.put(run, issue, "status", {"name": text(name)}, run.position)


def is_nothing(name: Value) -> bool:
    return name is None or (type(name) is str and not name.strip())


@method("setStatus", dict, changes=True)
def set_status(run: Run, value: dict[Value, Value], name: Value) -> None:
    """`issue.setStatus("Done")`: the workflow is asked to go there."""
    if is_nothing(name):
        run.tell("note", "setStatus was given no name: the status stays")
        return
    status = name if type(name) is dict else {"name": name}
    if "name" in status and type(status["name"]) is not str:
        raise Fault(
            f"setStatus needs the name of a status, not {a_type(status['name'])}.",
            code="R108",
            kind="IllegalArgumentException",
        )
    writes.put(run, value, "status", status, run.position)


@method("doTransition", dict, changes=True)
def do_transition(run: Run, issue: Value, name: Value, *more: Value) -> None:
    """`issue.doTransition("Start")`, as workflowHelper.transition."""
    transition(run, issue, name)
