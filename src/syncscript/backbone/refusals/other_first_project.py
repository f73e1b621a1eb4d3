"""The side that would come first is not of the project that `--first-project` names.

Exports do not tell who was primary: with the two files in each other's place, or the wrong `--migrating`, the
merge would set the new sync up on the wrong side. The side that stays, and sets the new sync up, comes first.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.findings import Finding, Level
from syncscript.backbone.registry import page
from syncscript.backbone.wording import brief, listed

CODE = page("BB077", "error", __name__, __doc__)


def other_first_project(side: str, found: list[str], wanted: str) -> Iterator[Finding]:
    """Nothing where most issues of the first side are of that project. found: that of most issues first."""
    if found[:1] != [wanted]:
        told = f"the side that comes first is of {listed(found) or 'no project'}, not of {brief(wanted)}: "
        told += "compare --primary, --secondary and --migrating with your sync"
        yield Finding(CODE, Level.ERROR, side, "", "", "", told)
