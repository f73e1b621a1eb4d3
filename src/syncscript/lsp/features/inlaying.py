"""Inlay hints: behind a line that writes a field, the value that the first test case gives it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from syncscript.app.trying import written_by_case
from syncscript.lsp.desk import Desk, Opened
from syncscript.model import Json

LONGEST = 60


def register(server: LanguageServer, desk: Desk) -> None:
    @desk.of_rules(types.TEXT_DOCUMENT_INLAY_HINT)
    def hints(params: types.InlayHintParams) -> list[types.InlayHint]:
        opened = desk.opened(params.text_document.uri)
        lines = range(params.range.start.line, params.range.end.line + 1)
        return [hint for hint in hints_of(opened) if hint.position.line in lines]


def hints_of(opened: Opened) -> Iterator[types.InlayHint]:
    found = written_by_case(opened.path, opened.rule.text, opened.rule.kind)
    if found is None:
        return
    case, writes = found
    by_line: dict[int, list[str]] = {}
    for name, written in writes.items():
        by_line.setdefault(written.by.line, []).append(f"{name} = {shown(written.value)}")
    for line, texts in sorted(by_line.items()):
        values = texts if len(texts) > 1 else [texts[0].partition(" = ")[2]]
        yield types.InlayHint(
            opened.places.line_end(line), f"= {'; '.join(values)}", padding_left=True, tooltip=f"case {case}"
        )


def shown(value: Json) -> str:
    """As JSON on one line; things by their name alone."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("displayName", "name", "value", "label") if key in value), value)
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
