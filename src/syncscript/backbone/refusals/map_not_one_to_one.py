"""An id map does not give every old id a new one of its own.

It is a table in CSV with the columns `old,new`, UTF-8, one id a row. Two rows with the same old or the same
new id would make one comment of two, so the map is refused as a whole; so is one whose new id is already that
of a comment which it does not name.
"""

from __future__ import annotations

from syncscript.backbone.registry import page
from syncscript.backbone.wording import brief
from syncscript.model import Diagnostic

CODE = page("BB076", "error", __name__, __doc__)


def not_one_to_one(file: str, why: str) -> Diagnostic:
    return Diagnostic(CODE, f"{file} is not one to one: {brief(why)}", help="every id is in one row alone")


def bad_row(file: str, number: int) -> Diagnostic:
    return Diagnostic(CODE, f"row {number} of {file} is not `old,new`", help="two columns, both filled")
