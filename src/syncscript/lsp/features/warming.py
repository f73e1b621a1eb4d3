"""What the first answer would otherwise wait for is loaded as soon as the editor is ready."""

from __future__ import annotations

import gc

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from syncscript.language.assist.offers import everywhere
from syncscript.language.lint import lint
from syncscript.lsp.desk import Desk

EVERY_PART = 'def a = [b: 1]\nif (a.b == 1) { issue.summary = "${a.b}" }\n'


def register(server: LanguageServer, desk: Desk) -> None:
    @server.feature(types.INITIALIZED)
    def warm(params: types.InitializedParams) -> None:
        everywhere()
        lint(EVERY_PART, name="<none>", kind="incoming")
        # What is loaded by now stays; looking through it again would take as long as an answer.
        gc.collect()
        gc.freeze()
