"""The query of a trigger names another project than its side's, which is asked for as well: it finds nothing.

A trigger searches its side's project; that part is added by itself. `project = OTHER` beside it holds for no
issue, so nothing ever comes under sync. Leave the project out of the query, or put the trigger on the side
that has it.

Bad::

    # the side's project is BLUE, the other side's is GREEN
    query = "project = GREEN AND labels = sync"

Good::

    query = "labels = sync"
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from syncscript.app.linting.home import table, word
from syncscript.app.linting.project_registry import ProjectTold, ProjectView, Trigger, project_rule

if TYPE_CHECKING:
    from syncscript.language.analysis.asked import Asked


@project_rule("L015", "correctness", "error")
def check(view: ProjectView) -> Iterator[ProjectTold]:
    from syncscript.language.analysis.asked import asked_in

    keys = {
        word(table(each, side), "project") for _, each in view.connections() for side in ("left", "right")
    }
    for trigger in view.triggers():
        for clause in asked_in(trigger.query):
            if is_elsewhere(clause, trigger, keys):
                shown = ", ".join(value.text for value in clause.values)
                message = f"This side's project is {trigger.project}: nothing is found in {shown}."
                start = clause.values[0].start
                length = clause.values[-1].end - start
                yield ProjectTold(message, "leave the project out of the query", trigger.key, start, length)


def is_elsewhere(clause: Asked, trigger: Trigger, keys: set[str]) -> bool:
    """Whether all values surely are other projects: what may be a project's name or id is not told."""
    if clause.field.text.lower() not in ("project", "space") or clause.operator not in ("=", "in"):
        return False
    others = known_keys(trigger, keys) - {trigger.project.casefold()}
    return clause.certain and bool(clause.values) and all(v.text.casefold() in others for v in clause.values)


def known_keys(trigger: Trigger, keys: set[str]) -> set[str]:
    own = trigger.schema.projects if trigger.schema is not None else {}
    names = {each.name.casefold() for each in own.values() if each.key == trigger.project}
    return {key.casefold() for key in (*keys, *own) if key} - names
