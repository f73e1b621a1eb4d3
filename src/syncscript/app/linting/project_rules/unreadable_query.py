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


@project_rule("L012", "correctness", "error")
def check(view: ProjectView) -> Iterator[ProjectTold]:
    from syncscript.jql import mistakes_in

    for trigger in view.triggers():
        for wrong in mistakes_in(trigger.query):
            yield ProjectTold(wrong.message, wrong.help, trigger.key, wrong.start, wrong.end - wrong.start)
