"""Completion: what could stand here."""

from __future__ import annotations

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from syncscript.language.assist import Offer, completions, replaced_from
from syncscript.lsp.desk import Desk

KINDS = {
    "keyword": types.CompletionItemKind.Keyword,
    "variable": types.CompletionItemKind.Variable,
    "field": types.CompletionItemKind.Field,
    "value": types.CompletionItemKind.EnumMember,
    "method": types.CompletionItemKind.Method,
    "function": types.CompletionItemKind.Function,
    "class": types.CompletionItemKind.Class,
    "helper": types.CompletionItemKind.Module,
}


def register(server: LanguageServer, desk: Desk) -> None:
    @desk.of_rules(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions([".", '"', "'", "["]))
    def complete(params: types.CompletionParams) -> types.CompletionList:
        opened = desk.opened(params.text_document.uri)
        offset = opened.places.offset(params.position)
        stretch = opened.places.range(replaced_from(opened.rule, offset), offset)
        offers = completions(opened.rule, offset)
        return types.CompletionList(False, [item(o, n, stretch) for n, o in enumerate(offers)])


def item(offer: Offer, number: int, stretch: types.Range) -> types.CompletionItem:
    return types.CompletionItem(
        offer.label,
        kind=KINDS.get(offer.kind),
        detail=offer.detail or None,
        documentation=offer.about or None,
        sort_text=f"{number:05d}",
        text_edit=types.TextEdit(stretch, offer.text or offer.label),
    )
