"""Two exports as one, in the order that a migration wants: the side that stays, then the one that moved.

Entries stay as they are, in their order. Refuses to guess who moved from the order of arguments.
"""

from __future__ import annotations

import json
from dataclasses import replace

from syncscript.backbone.containers import FIRST, SECOND, Export, Side

PRIMARY, SECONDARY = "primary", "secondary"


def merge(migrating: str, primary: Side, secondary: Side) -> Export:
    """migrating: `primary` or `secondary`, whoever went to the cloud; the other one's entries come first."""
    stays, moved = (secondary, primary) if migrating == PRIMARY else (primary, secondary)
    sides = (replace(stays, name=FIRST, root=f"/{FIRST}"), replace(moved, name=SECOND, root=f"/{SECOND}"))
    return Export(sides, "merged")


def to_text(export: Export, indent: int | None = 2) -> bytes:
    """As a merged file is uploaded; the same for the same entries."""
    sides = {side.name: side.entries for side in export.sides}
    return json.dumps(sides, ensure_ascii=False, indent=indent).encode() + b"\n"
