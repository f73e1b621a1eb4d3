"""The order of the talk: asked diagnostics, what the server asks of the editor, the beginning and the end."""

from __future__ import annotations

import json
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import LanguageClient

from tests.editors.talk import SERVER, UTF_16, File, opened

ASKED: list[types.RegistrationParams] = []


@pytest_lsp.fixture(config=SERVER, scope="module")
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    """An editor that asks for diagnostics and can be asked to watch files."""

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def asked(params: types.RegistrationParams) -> None:
        ASKED.append(params)

    workspace = types.WorkspaceClientCapabilities(
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
        diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True),
    )
    capabilities = types.ClientCapabilities(
        general=UTF_16,
        workspace=workspace,
        text_document=types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities()),
    )
    await lsp_client.initialize_session(types.InitializeParams(capabilities))
    yield
    await lsp_client.shutdown_session()


in_talk = pytest.mark.asyncio(loop_scope="module")


@in_talk
async def test_an_editor_that_asks_is_sent_nothing(client: LanguageClient, tmp_path: Path) -> None:
    file = File(client, tmp_path, "if (issue.summary = 'a') { x }\n")
    answer = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(file.document))
    assert isinstance(answer, types.RelatedFullDocumentDiagnosticReport)
    assert "assignment-in-condition" in {str(each.code) for each in answer.items}
    file.change("issue.summary = replica.summary\n")
    answer = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(file.document))
    assert isinstance(answer, types.RelatedFullDocumentDiagnosticReport) and not answer.items
    assert await file.told() == []


@in_talk
async def test_the_editor_is_asked_to_watch_what_matters(client: LanguageClient, tmp_path: Path) -> None:
    uri = opened(client, tmp_path / "x.incoming.sync", "")
    document = types.TextDocumentIdentifier(uri)
    await client.text_document_hover_async(types.HoverParams(document, types.Position(0, 0)))
    (asked,) = [each for params in ASKED for each in params.registrations]
    assert asked.method == types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    assert "syncscript.toml" in str(asked.register_options)


@in_talk
async def test_colours_of_the_lines_that_are_shown(client: LanguageClient, tmp_path: Path) -> None:
    file = File(client, tmp_path, "def a = 1\ndef b = '😀' + a\ndef c = 3\n")
    shown = types.Range(types.Position(1, 0), types.Position(1, 5))
    asked = types.SemanticTokensRangeParams(file.document, shown)
    found = await client.text_document_semantic_tokens_range_async(asked)
    assert found is not None
    assert list(found.data[:3]) == [1, 0, 3]
    assert sum(found.data[0::5]) == 1
    assert len(found.data) == 5 * len(("def", "b", "=", "'😀'", "+", "a"))


def spoken(*messages: dict[str, Any]) -> tuple[int, list[dict[str, Any]]]:
    """How the server ends, and what it said, when an editor says just this."""
    bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in messages]
    said = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)
    ended = subprocess.run(
        SERVER.server_command, env=SERVER.server_env, input=said, capture_output=True, timeout=30
    )
    pieces = ended.stdout.split(b"Content-Length: ")[1:]
    return ended.returncode, [json.loads(piece.partition(b"\r\n\r\n")[2]) for piece in pieces]


HELLO: dict[str, Any] = {"id": 1, "method": "initialize", "params": {"processId": None, "capabilities": {}}}
HOVER: dict[str, Any] = {
    "id": 2,
    "method": "textDocument/hover",
    "params": {"textDocument": {"uri": "file:///x.sync"}, "position": {"line": 0, "character": 0}},
}


def test_a_question_before_hello_is_refused() -> None:
    _, (answer,) = spoken(HOVER)
    assert answer["error"]["code"] == types.ErrorCodes.ServerNotInitialized.value


def test_a_question_that_cannot_be_read_is_answered() -> None:
    broken = {"id": 2, "method": "textDocument/hover", "params": {"position": {"line": "one"}}}
    _, said = spoken(HELLO, broken)
    (answer,) = [each for each in said if each.get("id") == 2]
    assert answer["error"]["code"] == types.ErrorCodes.InvalidParams.value


@pytest.mark.parametrize(("last", "code"), [([{"id": 3, "method": "shutdown"}, {"method": "exit"}], 0),
                                            ([{"method": "exit"}], 1), ([], 1)])  # fmt: skip
def test_how_it_ends(last: list[dict[str, Any]], code: int) -> None:
    assert spoken(HELLO, {"method": "initialized", "params": {}}, *last)[0] == code
