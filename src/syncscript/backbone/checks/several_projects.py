"""One side has issues of more than one project, or partners in more than one.

A connector belongs to one project here and one there. Either blocks of two syncs were pasted into one list,
or issues were moved into another project after they were synced. If they were moved, say so with
`--allow-moved`, and this is a warning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from syncscript.backbone.entries import LOCAL, REMOTE, project_of
from syncscript.backbone.findings import Conditions, Level
from syncscript.backbone.registry import Told, side_check
from syncscript.backbone.views import SideView
from syncscript.backbone.wording import brief, counted


@side_check("BB007", "error")
def check(view: SideView, conditions: Conditions) -> Iterator[Told]:
    level = Level.WARNING if conditions.allow_moved else None
    hint = "" if conditions.allow_moved else "; if they were moved there: --allow-moved"
    for name, keys, places in (
        (LOCAL, view.local, view.local_projects),
        (REMOTE, view.remote, view.remote_projects),
    ):
        if len(places) < 2:
            continue
        numbers = Counter(map(project_of, keys))
        usual, *others = places
        for project in others:
            told = f"{counted(numbers[project], 'issue')} of project {brief(project)} beside {brief(usual)}"
            yield Told(f"{told}{hint}", places[project], f"/{name}", level=level)
