"""The projects of the two sides are not each other's partners.

The first side sends to a project that the second one is not, or the other way round. Either the files belong
to different syncs, or a project got a new key while it moved. For a new key, `syncscript backbone merge`
takes `--rekey`: it puts the new key into both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, two_check
from syncscript.backbone.two_views import TwoViews


@two_check("BB024", "error")
def check(two: TwoViews, conditions: Conditions) -> Iterator[Told]:
    if two.are_same_side or two.face_each_other:
        return
    first, second = two.first, two.second
    yield Told(
        f"{first.side.name} is {way(first.local_projects, first.remote_projects)}, {second.side.name} is "
        f"{way(second.local_projects, second.remote_projects)}: a project with a new key? merge with --rekey"
    )


def way(local: Iterable[str], remote: Iterable[str]) -> str:
    return f"{'/'.join([*local][:5])}→{'/'.join([*remote][:5])}"
