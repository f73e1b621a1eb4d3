"""Making a version or component that a project lacks.

Names are unique in a project, whatever their case, and the list is read right before: what an earlier try
left is found by its name, and nothing is made twice.
"""

from __future__ import annotations

from syncscript.contracts import Rejected
from syncscript.model import MakePart
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.names import Names


def make(http: Http, names: Names, part: MakePart) -> None:
    """One POST, or none. Rejected when Jira refuses and nobody else has made it meanwhile."""
    if _is_there(names, part):
        return
    body = {"name": part.name, "project": part.project, "description": part.description}
    try:
        http.write("POST", f"/{part.sort}", body)
    except Rejected:
        if not _is_there(names, part):
            raise
    names.forget(part.sort, part.project)


def _is_there(names: Names, part: MakePart) -> bool:
    names.forget(part.sort, part.project)
    wanted = part.name.casefold()
    return any(thing["name"].casefold() == wanted for thing in names.all(part.sort, part.project))
