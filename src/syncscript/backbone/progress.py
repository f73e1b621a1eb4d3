"""The search by which Backbone's procedure tells how far a resync is. Refuses to know who asks it."""

from __future__ import annotations

from collections.abc import Sequence

from syncscript.jql import as_value

HAS_TWIN = "backbone.remoteKey is not empty"


def progress_query(projects: Sequence[str]) -> str:
    """Which issues of these projects know their twin. projects: all those that a side's issues are in."""
    named = [as_value(project) for project in projects]
    of_them = f"= {named[0]}" if len(named) == 1 else f"in ({', '.join(named)})"
    return f"project {of_them} and {HAS_TWIN}"
