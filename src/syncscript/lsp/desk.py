"""The rule files that are open in an editor, each with what is around it in its project.

What was worked out of a text is kept until the text changes; schemas are read again when their files do.
Refuses to answer the editor itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pygls.lsp.server import LanguageServer

from syncscript.app.around_file import Context, context_of
from syncscript.language.assist import RuleText
from syncscript.language.lint import Finding, lint
from syncscript.lsp.places import Places


@dataclass(slots=True)
class Opened:
    """One state of a file."""

    uri: str
    path: Path
    rule: RuleText
    places: Places
    found: tuple[Finding, ...] | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What lint finds; worked out once."""
        if self.found is None:
            rule = self.rule
            self.found = lint(rule.text, name=rule.name, kind=rule.kind, surroundings=rule.surroundings)
        return self.found


class Desk:
    def __init__(self, server: LanguageServer) -> None:
        self.server = server
        self._kept: dict[str, Opened] = {}

    def opened(self, uri: str) -> Opened:
        """The file as it stands in the editor now."""
        document = self.server.workspace.get_text_document(uri)
        path = Path(document.path)
        context = context_of(path)
        kept = self._kept.get(uri)
        if kept is None or kept.rule.text != document.source or is_other(kept, context):
            rule = RuleText(document.source, context.kind, context.surroundings, path.name)
            encoding = str(self.server.workspace.position_encoding or "utf-16")
            kept = self._kept[uri] = Opened(uri, path, rule, Places(document.source, encoding))
        return kept

    def close(self, uri: str) -> None:
        self._kept.pop(uri, None)

    def all_open(self) -> list[str]:
        return list(self._kept)


def is_other(kept: Opened, context: Context) -> bool:
    return (kept.rule.kind, kept.rule.surroundings) != (context.kind, context.surroundings)
