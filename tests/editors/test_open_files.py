"""Which files the language server looks at, whose, and when: settings, cases, closed and unsaved ones."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import LanguageClient

from syncscript.app.linting.memory import memory_for
from syncscript.app.linting.running import Run, Wish
from syncscript.language.analysis.schema import schema_as_data
from syncscript.model import DiagnosticError
from syncscript.model.pages import name_of
from tests.config.projects import write_project
from tests.editors.sides import BLUE
from tests.editors.talk import SERVER, UTF_16, File, changed, opened, told_of


@pytest_lsp.fixture(config=SERVER, scope="module")
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    await lsp_client.initialize_session(types.InitializeParams(types.ClientCapabilities(general=UTF_16)))
    yield
    await lsp_client.shutdown_session()


pytestmark = pytest.mark.asyncio(loop_scope="module")

WRONG = [
    ('tracker = "jira-cloud"', ['tracker = "jria"']),
    ("[instances.BlueJira]", ["[instances.BlueJira"]),
    ('project = "BLUE"', ['project = "BLUE"', "colour = 1"]),
    ("[instances.BlueJira]", ["[lint]", "ignore = 5", "[instances.BlueJira]"]),
    ('project = "GREEN"', ['project = "GREEN"', 'hosts = ["wiki.example.com"]']),
]


def places(found: list[types.Diagnostic]) -> set[tuple[str, int]]:
    return {(str(each.code), each.range.start.line + 1) for each in found}


def on_the_command_line(settings: Path) -> set[tuple[str, int]]:
    try:
        judged = Run(Wish((settings,)), memory_for(settings.parent, keeps=False)).judged()
    except DiagnosticError as error:
        return {(name_of(each.code), each.span.line if each.span else 1) for each in error.diagnostics}
    return {(each.name, each.line) for file in judged if file.path == settings for each in file.found}


@pytest.mark.parametrize(("old", "lines"), WRONG)
async def test_settings_are_judged_as_on_the_command_line(
    client: LanguageClient, tmp_path: Path, old: str, lines: list[str]
) -> None:
    settings = write_project(tmp_path) / "syncscript.toml"
    right = settings.read_text()
    uri = opened(client, settings, right, "toml")
    assert await told_of(client, uri) == []
    wrong = right.replace(old, "\n".join(lines), 1)
    changed(client, uri, wrong, 2)
    told = await told_of(client, uri)
    settings.write_text(wrong)
    assert told and places(told) == on_the_command_line(settings)
    changed(client, uri, right, 3)
    assert await told_of(client, uri) == []


async def test_a_choice_that_nothing_has(client: LanguageClient, tmp_path: Path) -> None:
    settings = write_project(tmp_path) / "syncscript.toml"
    text = settings.read_text() + '\n[lint]\nignore = ["nobody"]\n'
    (found,) = await told_of(client, opened(client, settings, text, "toml"))
    assert "nobody" in found.message


async def test_settings_with_a_trigger_that_cannot_be_read(client: LanguageClient, tmp_path: Path) -> None:
    settings = write_project(tmp_path) / "syncscript.toml"
    trigger = '\n[[connections.blue-green.triggers]]\nside = "BlueJira"\nquery = "type = = Bug"\n'
    uri = opened(client, settings, text := settings.read_text() + trigger, "toml")
    (found,) = await told_of(client, uri)
    assert found.code == "unreadable-query"
    assert text.splitlines()[found.range.start.line].startswith("query")


async def test_case_files_are_judged(client: LanguageClient, tmp_path: Path) -> None:
    uri = opened(client, tmp_path / "x.incoming.test.yaml", "cases:\n  - given: {}\n", "yaml")
    (found,) = await told_of(client, uri)
    assert (found.code, found.range.start.line) == ("case-without-name", 1)
    changed(client, uri, "cases: [\n", 2)
    assert await told_of(client, uri)


@pytest.mark.parametrize("name", ["syncscript.toml", "x.incoming.test.yaml", "pyproject.toml", "a.json"])
async def test_files_beside_rules_are_no_rules(client: LanguageClient, tmp_path: Path, name: str) -> None:
    uri = opened(client, tmp_path / name, "issue = 1\n", "toml")
    document, place = types.TextDocumentIdentifier(uri), types.Position(0, 3)
    assert await client.text_document_completion_async(types.CompletionParams(document, place)) is None
    assert await client.text_document_hover_async(types.HoverParams(document, place)) is None
    found = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document))
    assert found is None


@pytest.mark.parametrize("changes", ["settings", "schema"])
async def test_what_is_around_a_rule_changes_on_the_disk(
    client: LanguageClient, tmp_path: Path, changes: str
) -> None:
    file = File(client, tmp_path, "if (issue.summary = 'a') { issue.priority = [name: 'Odd'] }\n")
    before = {str(each.code) for each in await file.told()}
    assert {"assignment-in-condition", "value-not-in-schema"} <= before
    settings, schema = tmp_path / "syncscript.toml", tmp_path / "schemas" / "BlueJira.json"
    if changes == "settings":
        settings.write_text(settings.read_text() + '\n[lint]\nignore = ["assignment-in-condition"]\n')
    else:
        schema.write_text(json.dumps(schema_as_data(BLUE)).replace("High", "Odd"))
    event = types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    gone = before - {str(each.code) for each in await file.told()}
    assert gone == {"assignment-in-condition" if changes == "settings" else "value-not-in-schema"}


async def test_a_closed_file_is_left_alone(client: LanguageClient, tmp_path: Path) -> None:
    file = File(client, tmp_path, "if (issue.summary = 'a') { x }\n")
    assert await file.told()
    file.change("if (issue.summary = 'b') { x }\n")
    client.text_document_did_close(types.DidCloseTextDocumentParams(file.document))
    hover = types.HoverParams(file.document, types.Position(0, 6))
    assert await client.text_document_hover_async(hover) is None
    other = opened(client, tmp_path / "syncscript.toml", "", "toml")
    client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(other)))
    assert await file.told() == []


NOWHERE = [
    "untitled:x.incoming.sync",
    "file:///c%3A/Users/some%20one/x.incoming.sync",
    "file:///C:/x/%F0%9F%98%80.incoming.sync",
    "file://server/share/x.incoming.sync",
    "file:///nowhere/a%00b.incoming.sync",
    f"file:///{'long' * 200}.incoming.sync",
    "vscode-vfs://host/x.incoming.sync",
]


@pytest.mark.parametrize("uri", NOWHERE)
async def test_files_that_are_not_on_this_disk(client: LanguageClient, uri: str) -> None:
    opened(client, uri, 'if (issue.summary = "😀") { x }\n')
    assert "assignment-in-condition" in {str(each.code) for each in await told_of(client, uri)}
    at: dict[str, Any] = {
        "text_document": types.TextDocumentIdentifier(uri),
        "range": types.Range(types.Position(0, 0), types.Position(1, 0)),
    }
    assert await client.text_document_inlay_hint_async(types.InlayHintParams(**at)) == ()
    context = types.CodeActionContext([])
    actions = await client.text_document_code_action_async(types.CodeActionParams(context=context, **at))
    (edit,) = [each.edit for each in actions or () if isinstance(each, types.CodeAction)
               and each.title.startswith("Write ==")]  # fmt: skip
    assert edit is not None and list(edit.changes or ()) == [uri]


async def test_a_rule_without_a_name_is_told_what_is_wrong_in_any_rule(client: LanguageClient) -> None:
    uri = opened(client, "untitled:Untitled-1", "issue.summary = 'a'\nreplica.summary = nope\n")
    assert [str(each.code) for each in await told_of(client, uri)] == ["unknown-name"]
    changed(client, uri, "if (issue.summary", 2)
    assert await told_of(client, uri)
    changed(client, uri, "BlueJira.issue.summary <-> GreenJira.issue.summary\n", 3)
    assert await told_of(client, uri) == []
    other = opened(client, "untitled:Untitled-2", "if (", "groovy")
    assert await told_of(client, other) == []


async def test_a_file_that_was_never_opened_is_not_looked_for(client: LanguageClient) -> None:
    document = types.TextDocumentIdentifier("file:///nowhere/never.sync")
    assert await client.text_document_hover_async(types.HoverParams(document, types.Position(0, 0))) is None
