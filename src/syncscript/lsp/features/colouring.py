"""Semantic tokens: what each stretch of a rule is, as the language's own lexer tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from syncscript.language.colouring import KINDS, stretches
from syncscript.lsp.desk import Desk, Opened

TYPES = sorted({kind.semantic for kind in KINDS.values() if kind.semantic})
GIVEN = 1
"""The one modifier: what every rule has without declaring it."""
Coloured = tuple[types.Position, int, str]
"""Where it begins, how long it is, and its kind."""


def register(server: LanguageServer, desk: Desk) -> None:
    legend = types.SemanticTokensLegend(TYPES, ["defaultLibrary"])

    @desk.of_rules(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, legend)
    def colour(params: types.SemanticTokensParams) -> types.SemanticTokens:
        return types.SemanticTokens(list(numbers(tokens(desk.opened(params.text_document.uri)))))

    @desk.of_rules(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, legend)
    def colour_stretch(params: types.SemanticTokensRangeParams) -> types.SemanticTokens:
        lines = range(params.range.start.line, params.range.end.line + 1)
        found = tokens(desk.opened(params.text_document.uri))
        return types.SemanticTokens(list(numbers(each for each in found if each[0].line in lines)))


def numbers(found: Iterable[Coloured]) -> Iterator[int]:
    """Five for each token: lines and columns are counted from the token before."""
    line, column = 0, 0
    for start, length, kind in found:
        if start.line != line:
            column = 0
        yield from (start.line - line, start.character - column, length)
        yield from (TYPES.index(KINDS[kind].semantic), GIVEN if kind in ("root", "helper") else 0)
        line, column = start.line, start.character


def tokens(opened: Opened) -> Iterator[Coloured]:
    """None goes over the end of a line: not every editor takes that."""
    text, places = opened.rule.text, opened.places
    for start, end, kind in stretches(text):
        if not KINDS[kind].semantic:
            continue
        for piece in text[start:end].splitlines(keepends=True):
            shown = piece.rstrip("\r\n")
            if shown:
                yield places.position(start), places.units(shown), kind
            start += len(piece)
