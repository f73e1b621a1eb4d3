"""One side has entries of more than one connector.

A connector is one half of a sync, so all entries of a side have the same `connectorKey`. Several of them mean
that the blocks of two sides, or of two syncs, were pasted into one list. Put each into a file of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from syncscript.backbone.entries import CONNECTOR, text_of
from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, side_check
from syncscript.backbone.views import SideView
from syncscript.backbone.wording import counted, quoted


@side_check("BB006", "error")
def check(view: SideView, conditions: Conditions) -> Iterator[Told]:
    if len(view.connectors) < 2:
        return
    numbers = Counter(text_of(entry, CONNECTOR) for entry in view.side.entries)
    usual, *others = view.connectors
    for name in others:
        told = f"connectorKey {quoted(name)} of {counted(numbers[name], 'issue')} is not {quoted(usual)}"
        yield Told(f"{told}, which the side begins with", view.connectors[name], f"/{CONNECTOR}")
