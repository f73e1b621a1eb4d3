"""The query of a trigger asks for a field that there is none of, and one with nearly that name.

Jira refuses such a query, so nothing new comes under sync. Told only where another field is near: apps bring
fields of their own to JQL.

Bad::

    query = "lables = sync"

Good::

    query = "labels = sync"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from syncscript.app.linting.project_registry import ProjectTold, ProjectView, Trigger, project_rule
from syncscript.app.linting.queries import asked_in

OWN = """\
affectedversion approvals assignee attachments category comment component created createddate
creator description due duedate environment filter fixversion hierarchylevel id issue issuekey
issuelink issuelinktype issuetype key labels lastviewed level originalestimate parent priority
project projecttype rank remainingestimate reporter request resolution resolutiondate resolved
savedfilter searchrequest security space spacetype sprint status statuscategory
statuscategorychangeddate summary team text timeestimate timeoriginalestimate timespent type updated
updateddate voter votes watcher watchers workitem worklogauthor worklogcomment worklogdate workratio
worktype
"""
"""What Jira's JQL knows by itself, in small letters."""
IDENTIFIED = re.compile(r"\w[\w.]*\s*\[.*|\d+", re.DOTALL)
"""`cf[10010]`, `issue.property[x].y`, `development[x].y`."""


@project_rule("L013", "correctness")
def check(view: ProjectView) -> Iterator[ProjectTold]:
    for trigger in view.triggers():
        known = fields_of(trigger)
        for clause in asked_in(trigger.query):
            name = re.sub(r"\[[^\]]+\]$", "", clause.field.text).strip()
            if name.lower() in known or IDENTIFIED.fullmatch(clause.field.text):
                continue
            if near := get_close_matches(name.lower(), known, n=1, cutoff=0.8):
                length = clause.field.end - clause.field.start
                message = f"No field is called {name}."
                help = f"did you mean {known[near[0]]}?"
                yield ProjectTold(message, help, trigger.key, clause.field.start, length)


def fields_of(trigger: Trigger) -> dict[str, str]:
    """By their names in small letters, as they are written."""
    found = {name: name for name in OWN.split()}
    if trigger.schema is not None:
        found |= {name.lower(): name for name in trigger.schema.fields}
        customs = (each.custom for each in trigger.schema.fields.values() if each.custom)
        found |= {name.lower(): name for name in customs}
    return found
