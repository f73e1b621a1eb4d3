"""Definition, references and rename of the names of a script, and the outline of its methods."""

from __future__ import annotations

import re

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidRequest
from pygls.lsp.server import LanguageServer

from syncscript.language.analysis.bindings import Binding, binding_at
from syncscript.language.assist.offers import IDENTIFIER, everywhere
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

    @desk.of_rules(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.Range | None:
        opened, binding = found(params.text_document, params.position)
        if binding is None or refusal(binding):
            return None
        offset = opened.places.offset(params.position)
        spot = next(spot for spot in binding.spots if spot[0] <= offset <= spot[1])
        return opened.places.range(*spot)

    @desk.of_rules(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        opened, binding = found(params.text_document, params.position)
        if binding is None:
            return None
        problem = refusal(binding) or clash(params.new_name, opened)
        if problem:
            raise JsonRpcInvalidRequest(problem)
        edits = [types.TextEdit(opened.places.range(*spot), params.new_name) for spot in binding.spots]
        return types.WorkspaceEdit({opened.uri: edits})

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


def refusal(binding: Binding) -> str:
    """Why a name cannot be changed, empty when it can."""
    if not binding.declared:
        return f"{binding.name} is not declared in this file"
    return f"{binding.name} may be used behind any dot" if binding.open else ""


def clash(name: str, opened: Opened) -> str:
    """Why a new name cannot be taken: another one would change its meaning."""
    if not IDENTIFIER.fullmatch(name):
        return f"{name!r} is no name"
    if any(offer.label == name for offer in everywhere()):
        return f"{name} means something in every rule"
    taken = re.search(rf"(?<![\w$.]){name}(?![\w$])", opened.rule.text)
    return f"{name} is used in this file already" if taken else ""
