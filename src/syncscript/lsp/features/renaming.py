"""Rename of the names that a script declares; a refusal is shown to the person who asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from syncscript.language.assist.renaming import RenameRefused, places_to_rename, renamed_at
from syncscript.lsp.desk import Desk


def register(server: LanguageServer, desk: Desk) -> None:
    @desk.of_rules(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.Range:
        opened = desk.opened(params.text_document.uri)
        with refusals_shown():
            _, spot = renamed_at(opened.rule, opened.places.offset(params.position))
        return opened.places.range(*spot)

    @desk.of_rules(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit:
        opened = desk.opened(params.text_document.uri)
        with refusals_shown():
            offset = opened.places.offset(params.position)
            spots = places_to_rename(opened.rule, offset, params.new_name)
        edits = [types.TextEdit(opened.places.range(*spot), params.new_name) for spot in spots]
        return types.WorkspaceEdit({opened.uri: edits})


@contextmanager
def refusals_shown() -> Iterator[None]:
    """Editors show the message of a request that failed."""
    try:
        yield
    except RenameRefused as refused:
        raise JsonRpcException(str(refused), types.LSPErrorCodes.RequestFailed.value) from None
