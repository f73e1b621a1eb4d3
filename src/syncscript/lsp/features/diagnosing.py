"""What lint finds, told while somebody types."""

from __future__ import annotations

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from syncscript.language.lint import Finding
from syncscript.lsp.desk import Desk, Opened
from syncscript.model import Severity

LEVELS = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
}
FADED = ("unused", "dead", "unreachable")
"""How the names of findings begin that editors show in grey."""


def register(server: LanguageServer, desk: Desk) -> None:
    def publish(uri: str) -> None:
        opened = desk.opened(uri)
        version = server.workspace.get_text_document(uri).version
        server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, [told(each, opened) for each in opened.findings], version)
        )

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        """A rule, a schema or the project: what is around the others may be another now."""
        for uri in desk.all_open():
            publish(uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_files(params: types.DidChangeWatchedFilesParams) -> None:
        for uri in desk.all_open():
            publish(uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        desk.close(uri)
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


def told(finding: Finding, opened: Opened) -> types.Diagnostic:
    diagnostic = finding.diagnostic
    help = f"\n{diagnostic.help}" if diagnostic.help else ""
    is_faded = finding.name.startswith(FADED)
    return types.Diagnostic(
        opened.places.range_of(diagnostic.span),
        diagnostic.message + help,
        severity=LEVELS.get(diagnostic.severity, types.DiagnosticSeverity.Information),
        code=finding.name if finding.name != diagnostic.code.lower() else diagnostic.code,
        source="syncscript",
        tags=[types.DiagnosticTag.Unnecessary] if is_faded else None,
    )
