"""Both files tell the same half of the sync.

They have the same connector, or their issues are of the same project and face the same way: one file was
given twice, or both were downloaded on the same side. Download the other one in the other project. Where
both projects have the same key, their connectors may have the same name, each in its own instance; then the
numbers of the issues decide, if they differ.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, two_check
from syncscript.backbone.two_views import TwoViews


@two_check("BB023", "error")
def check(two: TwoViews, conditions: Conditions) -> Iterator[Told]:
    if two.are_same_side:
        first, second = two.first, two.second
        both = sorted(set(first.connectors) & set(second.connectors))[:1] or list(first.local_projects)[:1]
        about = f" ({both[0]})" if both else ""
        yield Told(f"this is the same side as {first.side.name}{about}, not its partner", second=True)
