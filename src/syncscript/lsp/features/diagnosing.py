"""What lint finds, told while somebody types.

An editor that can ask for diagnostics is not sent any: it would show both.
"""

from __future__ import annotations

import asyncio

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from syncscript.app.linting.reported import Reported
from syncscript.lsp.desk import Desk, Opened

LEVELS = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
FADED = ("unused", "dead", "unreachable")
"""How the names of findings begin that editors show in grey."""


QUICK = 20_000
"""Characters that are judged at every key; a longer text waits until the keys pause."""
PER_SECOND = 500_000
"""Characters that are judged in a second, about."""


def register(server: LanguageServer, desk: Desk) -> None:
    def publish(uri: str) -> None:
        document = desk.document(uri)
        if document is None or asks_itself(server):
            return
        opened = desk.judged(uri)
        server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, diagnostics_of(opened), document.version)
        )

    def publish_all() -> None:
        if asks_itself(server):
            server.workspace_diagnostic_refresh(None)
        for uri in desk.all_open():
            publish(uri)

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, types.DiagnosticOptions(True, False, "syncscript"))
    def diagnose(params: types.DocumentDiagnosticParams) -> types.RelatedFullDocumentDiagnosticReport:
        uri = params.text_document.uri
        is_open = desk.document(uri) is not None
        return types.RelatedFullDocumentDiagnosticReport(diagnostics_of(desk.judged(uri)) if is_open else [])

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(params: types.DidChangeTextDocumentParams) -> None:
        """Of changes that come together only the last one is judged: nobody reads the others."""
        changed = params.text_document
        document = desk.document(changed.uri)
        await asyncio.sleep(pause_for(document.source) if document is not None else 0)
        document = desk.document(changed.uri)
        if document is not None and document.version == changed.version:
            publish(changed.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        """A rule, a schema or the project: what is around the others may be another now."""
        publish_all()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_files(params: types.DidChangeWatchedFilesParams) -> None:
        publish_all()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        desk.close(uri)
        if not asks_itself(server):
            server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


def asks_itself(server: LanguageServer) -> bool:
    """Whether the editor asks for diagnostics, also when it is told that files changed."""
    text, workspace = server.client_capabilities.text_document, server.client_capabilities.workspace
    refreshes = workspace is not None and workspace.diagnostics is not None
    return text is not None and text.diagnostic is not None and refreshes


def pause_for(text: str) -> float:
    """Seconds to wait for the next key."""
    return 0 if len(text) < QUICK else len(text) / PER_SECOND


def diagnostics_of(opened: Opened) -> list[types.Diagnostic]:
    return [told(each, opened) for each in opened.findings]


def told(finding: Reported, opened: Opened) -> types.Diagnostic:
    help = f"\n{finding.help}" if finding.help else ""
    pages = opened.context.pages
    return types.Diagnostic(
        stretch_of(finding, opened),
        f"{finding.message}{help}",
        severity=LEVELS.get(finding.severity, types.DiagnosticSeverity.Information),
        code=finding.name,
        code_description=types.CodeDescription(f"{pages}#{finding.name}") if "://" in pages else None,
        source="syncscript",
        tags=[types.DiagnosticTag.Unnecessary] if finding.name.startswith(FADED) else None,
    )


def stretch_of(finding: Reported, opened: Opened) -> types.Range:
    places = opened.places
    start = places.offset_of(finding.line, finding.column)
    return places.range(start, max(start, places.offset_of(finding.end_line, finding.end_column)))
