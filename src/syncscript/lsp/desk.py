"""The files that are open in an editor, each with what is around it in its project.

What was worked out of a text is kept until the text changes; schemas are read again when their files do.
Refuses to answer the editor itself, and to look at files that are not open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pygls.exceptions import JsonRpcServerNotInitialized
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from syncscript.app.editing import Context, Editing, is_beside_rules
from syncscript.app.linting.reported import Reported
from syncscript.language.assist import RuleText
from syncscript.lsp.places import Places

LANGUAGE = "syncscript"
"""How editors call files with rules."""
Answer = Callable[[Any], Any]


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

    def of_rules(self, method: str, options: Any = None) -> Callable[[Answer], Answer]:
        """Registers an answer to questions about open rule files; there is none about other files, nor about
        one that was closed before its question was read."""

        def register(answer: Answer) -> Answer:
            @wraps(answer)
            def answer_of_rule(params: Any) -> Any:
                if not self.is_ready:
                    raise JsonRpcServerNotInitialized()
                document = self.document(params.text_document.uri)
                is_rule = document is not None and not is_beside_rules(path_of(document))
                return answer(params) if is_rule else None

            self.server.feature(method, options)(answer_of_rule)
            return answer

        return register

    @property
    def is_ready(self) -> bool:
        """Whether the editor has said hello."""
        try:
            return self.server.workspace is not None
        except RuntimeError:
            return False

    def document(self, uri: str) -> TextDocument | None:
        """None when it is not open."""
        found: TextDocument | None = self.server.workspace.text_documents.get(unquote(uri))
        return found

    def opened(self, uri: str) -> Opened:
        """The file as it stands in the editor now. uri: of an open one."""
        document = self.document(uri)
        assert document is not None, "nobody asks about a closed file"
        path = path_of(document)
        context = self.editing.context(path)
        kept = self._kept.get(uri)
        if kept is None or kept.rule.text != document.source or kept.context != context:
            rule = RuleText(document.source, context.kind, context.surroundings, path.name)
            encoding = str(self.server.workspace.position_encoding or "utf-16")
            kept = self._kept[uri] = Opened(uri, path, rule, Places(document.source, encoding), context)
        return kept

    def judged(self, uri: str) -> Opened:
        """The same, with what lint finds now: the other side may be another without a change here."""
        opened, document = self.opened(uri), self.document(uri)
        is_rule = document is not None and document.language_id == LANGUAGE
        opened.findings = self.editing.findings(opened.path, opened.rule.text, is_rule=is_rule)
        return opened

    def close(self, uri: str) -> None:
        self._kept.pop(uri, None)

    def all_open(self) -> list[str]:
        return [document.uri for document in self.server.workspace.text_documents.values()]


def path_of(document: TextDocument) -> Path:
    """Of a file that may be nowhere: editors have names for texts that were never saved."""
    return Path(document.path.replace("\0", "\ufffd"))
