"""The file is JSON, but not a list of synced issues.

An export of synced issues is an object with `firstConnector`, or with `firstConnector` and `secondConnector`,
each a list; or a bare list, as the REST interface gives it. The export of the *configuration* has objects
under these names, and cannot be used here: take "Download synchronized issues". A key that is spelt wrongly
would make half of the data vanish, so a list under any other name is refused as well.
"""

from __future__ import annotations

from syncscript.backbone.containers import Unreadable
from syncscript.backbone.registry import page
from syncscript.model import Diagnostic, Span

CODE = page("BB002", "error", __name__, __doc__)


def wrong_container(message: str, help: str, file: str) -> Unreadable:
    return Unreadable(Diagnostic(CODE, message, Span(file, 1, 1, 1, 2), help))
