"""The file is not JSON, so nothing in it can be trusted.

The message names line and column of the first thing that JSON does not allow, and shows the line. Files that
were edited by hand often lack a comma between two blocks, or have one too many before a closing bracket;
`--lenient` mends those, and byte order marks and no-break spaces that came from a web page, and tells each
repair. It mends nothing else: a file that is cut off must be downloaded again.
"""

from __future__ import annotations

from syncscript.backbone.containers import Unreadable
from syncscript.backbone.places import Excerpt
from syncscript.backbone.registry import page
from syncscript.model import Diagnostic, Span

NO_EXCERPT = Excerpt()
CODE = page("BB001", "error", __name__, __doc__)


def not_json(message: str, help: str, span: Span | None = None, excerpt: Excerpt = NO_EXCERPT) -> Unreadable:
    return Unreadable(
        Diagnostic(CODE, message, span, help, excerpt=excerpt.text, excerpt_column=excerpt.column)
    )
