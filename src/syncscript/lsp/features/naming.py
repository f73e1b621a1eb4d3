"""Definition and references of the names of a script, and the outline of its methods."""

from __future__ import annotations

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from syncscript.language.analysis.bindings import Binding, binding_at
from syncscript.lsp.desk import Desk, Opened

SYMBOLS = {
    "method": types.SymbolKind.Function,
    "class": types.SymbolKind.Class,
    "variable": types.SymbolKind.Variable,
}


def register(server: LanguageServer, desk: Desk) -> None:
    def found(file: types.TextDocumentIdentifier, at: types.Position) -> tuple[Opened, Binding | None]:
        opened = desk.opened(file.uri)
        return opened, binding_at(opened.rule.bindings, opened.places.offset(at))

    @desk.of_rules(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location]:
        opened, binding = found(params.text_document, params.position)
        spots = binding.declared if binding else []
        return [types.Location(opened.uri, opened.places.range(*spot)) for spot in spots]

    @desk.of_rules(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location]:
        opened, binding = found(params.text_document, params.position)
        if binding is None:
            return []
        spots = binding.spots if params.context.include_declaration else sorted(binding.uses)
        return [types.Location(opened.uri, opened.places.range(*spot)) for spot in spots]

    @desk.of_rules(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlight(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        opened, binding = found(params.text_document, params.position)
        spots = binding.spots if binding else []
        return [types.DocumentHighlight(opened.places.range(*spot)) for spot in spots]

    @desk.of_rules(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        opened = desk.opened(params.text_document.uri)
        whole = (0, len(opened.rule.text))
        return [
            types.DocumentSymbol(b.name, SYMBOLS[b.kind], place, place)
            for b in opened.rule.bindings
            if b.kind in SYMBOLS and b.declared and b.around == whole
            for place in [opened.places.range(*b.declared[0])]
        ]
