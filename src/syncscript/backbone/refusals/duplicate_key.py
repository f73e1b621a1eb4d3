"""One object has the same key twice, and a reader would keep only one of the two values.

Two `firstConnector` are the usual case: the block of the other side was copied into the file and not renamed
to `secondConnector`. Most programs take such a file without a word and lose half of the pairs. Rename one of
the two, or let `syncscript backbone merge` put the files together.
"""

from __future__ import annotations

from syncscript.backbone.containers import CONNECTORS, Unreadable
from syncscript.backbone.places import Excerpt
from syncscript.backbone.registry import page
from syncscript.backbone.wording import quoted
from syncscript.model import Diagnostic, Span

CODE = page("BB003", "error", __name__, __doc__)


def duplicate_key(key: str, span: Span, first: tuple[int, int], excerpt: Excerpt) -> Unreadable:
    message = f"the key {quoted(key)} is there twice, before at line {first[0]} column {first[1]}"
    help = "one of the two would be lost: take one out or rename it"
    if key in CONNECTORS:
        help = f"half of the pairs would be lost: the block of the other side is to be named {CONNECTORS[1]}"
    return Unreadable(
        Diagnostic(CODE, message, span, help, excerpt=excerpt.text, excerpt_column=excerpt.column)
    )
