"""Changes that come for this issue are ignored here, so the pair goes one way only.

Somebody chose "ignore future changes" when the issue could not be found or written. The pair stays like that
after a migration. If it should go both ways again, set `incomingChangesIgnored` to false before the file is
used.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.entries import IGNORED
from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, side_check
from syncscript.backbone.views import SideView


@side_check("BB051", "warning")
def check(view: SideView, conditions: Conditions) -> Iterator[Told]:
    for index, entry in view.rows():
        if entry.get(IGNORED) is True:
            yield Told("changes that come for it are ignored: the pair stays one-way", index, f"/{IGNORED}")
