"""Hover: what that which stands here is."""

from __future__ import annotations

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from syncscript.language.assist import description_at
from syncscript.lsp.desk import Desk


def register(server: LanguageServer, desk: Desk) -> None:
    @desk.of_rules(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        opened = desk.opened(params.text_document.uri)
        told = description_at(opened.rule, opened.places.offset(params.position))
        if told is None:
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, told.text)
        return types.Hover(content, opened.places.range(told.start, told.end))
