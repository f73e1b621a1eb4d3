"""The query of a trigger is no JQL.

The tracker refuses it, so nothing new comes under sync while all pairs that exist go on as if nothing were
wrong. Correct it where the message says; texts with other characters than letters stand in quotes.

Bad::

    query = "labels = sync AND assignee = anna@example.com"

Good::

    query = 'labels = sync AND assignee = "anna@example.com"'
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.app.linting.project_registry import ProjectTold, ProjectView, project_rule
from syncscript.app.linting.queries import Unreadable, clauses_of


@project_rule("L012", "correctness", "error")
def check(view: ProjectView) -> Iterator[ProjectTold]:
    for trigger in view.triggers():
        found = clauses_of(trigger.query)
        if isinstance(found, Unreadable):
            help = "correct the query; try it in the tracker's own search"
            yield ProjectTold(found.message, help, trigger.key, found.start, found.length)
