"""The query of a trigger asks for a status, type, priority, resolution or option that there is none of.

Jira refuses a name that it does not know, and finds nothing for a status that the project does not have:
nothing new comes under sync. What there is stands in the schema of the instance; pull it anew when it is
the schema that is old.

Bad::

    # the statuses of the project are Open, In Progress and Done
    query = "status = 'In Progres'"

Good::

    query = "status = 'In Progress'"
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.app.linting.project_registry import ProjectTold, ProjectView, project_rule


@project_rule("L014", "correctness")
def check(view: ProjectView) -> Iterator[ProjectTold]:
    from syncscript.language.analysis.asked import values_not_there

    for trigger in view.triggers():
        for each in values_not_there(trigger.query, trigger.schema, trigger.project, trigger.side):
            yield ProjectTold(each.message, each.help, trigger.key, each.start, each.end - each.start)
