"""The act of giving pairs back: what a connection holds, as bytes in one of the forms of Backbone's exports.

Reads the state alone, and writes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from syncscript.app.backbone.importing import OTHERS
from syncscript.backbone import FIRST, Export, Side
from syncscript.backbone.entries import LOCAL, REMOTE, text_of
from syncscript.backbone.giving_back import Given, given_back
from syncscript.backbone.key_tables import to_csv
from syncscript.backbone.writing import pieces_of
from syncscript.contracts import Records
from syncscript.model import Diagnostic, DiagnosticError

SIDES = {"first": 0, "second": 1}
BOTH = "both"
FORMULA = re.compile(r"[=+\-@\t\r]")
"""What a spreadsheet takes for the start of one."""


def given_by(records: Records, connection: str, names: tuple[str, str]) -> Given:
    """All pairs of a connection. names: of its sides, whose order counts where nothing was taken over."""
    takeover, taken = records.takeover(connection), records.taken(connection)
    pairs = records.pairs(connection)
    copies = records.copies([pair.id for pair in pairs])
    if takeover is None:
        return given_back(names, taken, pairs, copies, {})
    sides = tuple(taken[0].sides) if taken else names
    (other,) = (name for name in sides if name != takeover.first)
    return given_back((takeover.first, other), taken, pairs, copies, takeover.about.get(OTHERS, {}))


def _as_download(export: Export, side: str | None) -> bytes:
    """One side as it downloads its own half, or both as a direct sync gives them."""
    if side is None or side == BOTH:
        return b"".join(pieces_of(export))
    alone = replace(export.sides[SIDES[side]], name=FIRST, root=f"/{FIRST}")
    return b"".join(pieces_of(replace(export, sides=(alone,), shape="object")))


def _as_rest(export: Export, side: str | None) -> bytes:
    """A connector's list. DiagnosticError where both are asked for, which no list can hold."""
    if side == BOTH:
        told = "a list as REST gives it holds one connector's entries"
        raise DiagnosticError(Diagnostic("C193", told, help="add --side first or --side second"))
    entries = export.sides[SIDES[side or "first"]].entries
    return json.dumps(entries, indent=2).encode() + b"\n"


def _as_csv(export: Export, side: str | None) -> bytes:
    """The keys as one side tells them, the first for both. DiagnosticError for a key that a spreadsheet would
    compute."""
    chosen: Side = export.sides[SIDES.get(side or "first", 0)]
    pairs = [(text_of(entry, LOCAL), text_of(entry, REMOTE)) for entry in chosen.entries]
    odd = next((key for keys in pairs for key in keys if FORMULA.match(key)), None)
    if odd is not None:
        told = f"{odd!r} would be a formula in a spreadsheet, so this key goes into no table"
        raise DiagnosticError(Diagnostic("C193", told, help="export with --format download"))
    return to_csv(pairs)


FORMS: Mapping[str, Callable[[Export, str | None], bytes]] = {
    "download": _as_download, "rest": _as_rest, "csv": _as_csv,
}  # fmt: skip
