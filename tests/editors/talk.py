"""An editor's half of the talk with a language server that is a process of its own."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from syncscript.language.analysis.schema import schema_as_data
from tests.config.projects import write_project
from tests.editors.sides import BLUE, GREEN

SRC = Path(__file__).parents[2] / "src"
SERVER = ClientServerConfig(
    [sys.executable, "-m", "syncscript", "lsp", "--stdio"],
    server_env={**os.environ, "PYTHONPATH": str(SRC)},
)
UTF_16 = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf16])


def opened(client: LanguageClient, path: Path | str, text: str, language: str = "syncscript") -> str:
    """The address of a text that is open from now on. path: or its address itself."""
    uri = path if isinstance(path, str) else path.as_uri()
    item = types.TextDocumentItem(uri, language, 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    return uri


def changed(client: LanguageClient, uri: str, text: str, version: int) -> None:
    document = types.VersionedTextDocumentIdentifier(version, uri)
    whole = types.TextDocumentContentChangeWholeDocument(text)
    client.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))


async def told_of(client: LanguageClient, uri: str) -> list[types.Diagnostic]:
    """What is told of a text as it stands now. What was changed is judged behind the first answer."""
    question = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(0, 0))
    for _ in range(2):
        await client.text_document_hover_async(question)
    return list(client.diagnostics.get(uri, []))


class File:
    """A rule file of a project with schemas, open in the editor. `¦` is where the cursor stands."""

    def __init__(self, client: LanguageClient, folder: Path, text: str, kind: str = "incoming") -> None:
        write_project(folder)
        (folder / "schemas").mkdir()
        for schema, name in ((BLUE, "BlueJira"), (GREEN, "GreenJira")):
            (folder / "schemas" / f"{name}.json").write_text(json.dumps(schema_as_data(schema)))
        settings = (folder / "syncscript.toml").read_text()
        (path,) = [folder / line.split('"')[1] for line in settings.splitlines()
                   if line.startswith(kind)][:1]  # fmt: skip
        self.path, self.client, self.uri = path, client, path.as_uri()
        self.text, self.version = "", 1
        self.offset = text.find("¦")
        self.text = text.replace("¦", "")
        self.path.write_text(self.text)
        opened(client, self.uri, self.text)

    @property
    def document(self) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri)

    @property
    def position(self) -> types.Position:
        before = self.text[: self.offset]
        return types.Position(
            before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2
        )

    def change(self, text: str) -> None:
        self.text, self.version = text, self.version + 1
        changed(self.client, self.uri, text, self.version)

    async def told(self) -> list[types.Diagnostic]:
        return await told_of(self.client, self.uri)

    def applied(self, edit: types.WorkspaceEdit | None) -> str:
        assert edit is not None and edit.changes is not None
        lines = self.text.splitlines(keepends=True)
        starts = [sum(map(len, lines[:n])) for n in range(len(lines) + 1)]

        def place(at: types.Position) -> int:
            return starts[at.line] + at.character

        text = self.text
        for each in sorted(edit.changes[self.uri], key=lambda e: place(e.range.start), reverse=True):
            text = text[: place(each.range.start)] + each.new_text + text[place(each.range.end) :]
        return text
