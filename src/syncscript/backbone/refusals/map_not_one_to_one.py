"""An id map does not give every old id a new one of its own.

It is a table in CSV with the columns `old,new`, UTF-8, one id a row. Two rows with the same old or the same
new id would make one comment of two, so the map is refused as a whole; so is one whose new id is already that
of a comment which it does not name, on its own side or as the partner lists it.
"""

from __future__ import annotations

from syncscript.backbone.containers import Unreadable
from syncscript.backbone.registry import page
from syncscript.backbone.wording import brief
from syncscript.model import Diagnostic, Span

CODE = page("BB076", "error", __name__, __doc__)


def not_one_to_one(file: str, why: str) -> Diagnostic:
    return Diagnostic(CODE, f"{file} is not one to one: {brief(why)}", help="every id is in one row alone")


def bad_row(file: str, line: int, why: str) -> Unreadable:
    told = f"no table of ids: {brief(why)}"
    help = "two columns with commas between them, old,new, both filled, saved as UTF-8"
    return Unreadable(Diagnostic(CODE, told, Span(file, line, 1, line, 1), help))
