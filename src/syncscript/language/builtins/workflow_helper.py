"""workflowHelper: moves through the workflow, as a field of the plan.

Refuses to be silent: an unknown transition is an error of the plan, not nothing.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import helper
from syncscript.language.interpreter import access
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value


@helper("workflowHelper.transition")
def transition(run: Run, issue: Value, name: Value, executor: Value = None) -> None:
    """Go through the transition of this name, or to the status of this name."""
    if name is not None:
        access.put(run, issue, "status", {"name": text(name)}, run.position)
