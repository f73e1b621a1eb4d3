"""The query of a trigger asks for a field that there is none of, and one with nearly that name.

Jira refuses such a query, so nothing new comes under sync. Told only where another field is near: apps bring
fields of their own to JQL.

Bad::

    query = "lables = sync"

Good::

    query = "labels = sync"
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.app.linting.project_registry import ProjectTold, ProjectView, project_rule


@project_rule("L013", "correctness")
def check(view: ProjectView) -> Iterator[ProjectTold]:
    from syncscript.language.analysis.asked import misspelt_fields

    for trigger in view.triggers():
        for each in misspelt_fields(trigger.query, trigger.schema):
            yield ProjectTold(each.message, each.help, trigger.key, each.start, each.end - each.start)
