"""The rule files that are open in an editor, each with what is around it in its project.

What was worked out of a text is kept until the text changes; schemas are read again when their files do.
Refuses to answer the editor itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pygls.lsp.server import LanguageServer

from syncscript.app.editing import Context, Editing
from syncscript.app.linting.reported import Reported
from syncscript.language.assist import RuleText
from syncscript.lsp.places import Places


@dataclass(slots=True)
class Opened:
    """One state of a file."""

    uri: str
    path: Path
    rule: RuleText
    places: Places
    context: Context
    findings: tuple[Reported, ...] = ()


class Desk:
    def __init__(self, server: LanguageServer) -> None:
        self.server = server
        self.editing = Editing()
        self._kept: dict[str, Opened] = {}

    def opened(self, uri: str) -> Opened:
        """The file as it stands in the editor now."""
        document = self.server.workspace.get_text_document(uri)
        path = Path(document.path)
        context = self.editing.context(path)
        kept = self._kept.get(uri)
        if kept is None or kept.rule.text != document.source or kept.context != context:
            rule = RuleText(document.source, context.kind, context.surroundings, path.name)
            encoding = str(self.server.workspace.position_encoding or "utf-16")
            kept = self._kept[uri] = Opened(uri, path, rule, Places(document.source, encoding), context)
        return kept

    def judged(self, uri: str) -> Opened:
        """The same, with what lint finds now: the other side may be another without a change here."""
        opened = self.opened(uri)
        if opened.context.is_rule:
            opened.findings = self.editing.findings(opened.path, opened.rule.text)
        return opened

    def close(self, uri: str) -> None:
        self._kept.pop(uri, None)

    def all_open(self) -> list[str]:
        return list(self._kept)
