"""The language server as an editor meets it: a process, spoken to over standard input and output."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import LanguageClient

from syncscript.language.formatting import format_text
from tests.editors.talk import SERVER, UTF_16, File

RULE = """\
def late = replica.due
issue.summary = replica.summary
if (issue.priority.name = "High") { issue.labels = [late] }
issue.priority = nodeHelper.getPriority("")
"""
CASE = """\
cases:
  - name: plain
    given: {replica: {summary: Hello}}
    expect: {fields: {summary: Hello}}
"""


@pytest_lsp.fixture(config=SERVER, scope="module")
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    await lsp_client.initialize_session(types.InitializeParams(types.ClientCapabilities(general=UTF_16)))
    yield
    await lsp_client.shutdown_session()


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_what_lint_finds_is_told_while_somebody_types(client: LanguageClient, tmp_path: Path) -> None:
    file = File(client, tmp_path, RULE)
    told = {str(each.code): each for each in await file.told()}
    found = told["assignment-in-condition"]
    assert (found.range.start.line, found.range.start.character) == (2, 4)
    file.change("if (")
    assert any(each.severity == types.DiagnosticSeverity.Error for each in await file.told())
    file.change("issue.summary = replica.summary\n")
    assert await file.told() == []


async def test_of_many_changes_the_last_one_counts(client: LanguageClient, tmp_path: Path) -> None:
    file = File(client, tmp_path, "issue.summary = 1\n")
    for number in range(30):
        file.change(f"{RULE}// {number}\n")
    file.change("issue.summary = replica.summary\n")
    assert await file.told() == []


async def test_a_finding_leads_to_its_page(client: LanguageClient, tmp_path: Path) -> None:
    file = File(client, tmp_path, "")
    settings = tmp_path / "syncscript.toml"
    settings.write_text(settings.read_text() + '\n[lint]\npages = "https://wiki.example.com/lint"\n')
    file.change(RULE)
    found = next(each for each in await file.told() if each.code == "assignment-in-condition")
    assert found.code_description is not None
    assert found.code_description.href == "https://wiki.example.com/lint#assignment-in-condition"


async def test_choices_of_the_project_hold(client: LanguageClient, tmp_path: Path) -> None:
    file = File(client, tmp_path, "")
    settings = tmp_path / "syncscript.toml"
    ignored = '\n[lint]\nignore = ["assignment-in-condition"]\n'
    settings.write_text(settings.read_text() + ignored)
    file.change(RULE)
    assert "assignment-in-condition" not in {each.code for each in await file.told()}


async def test_other_groovy_is_left_alone(client: LanguageClient, tmp_path: Path) -> None:
    path = tmp_path / "build.groovy"
    path.write_text(text := "apply plugin: 'java'\nif (a = b) {")
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(path.as_uri(), "groovy", 1, text))
    )
    document = types.TextDocumentIdentifier(path.as_uri())
    await client.text_document_hover_async(types.HoverParams(document, types.Position(0, 0)))
    assert not client.diagnostics.get(path.as_uri())


async def test_columns_are_counted_as_the_editor_does(client: LanguageClient, tmp_path: Path) -> None:
    file = File(client, tmp_path, "issue.summary = '😀'; if (issue.priority.name = '😀') { issue.x = 1 }\n")
    (found,) = [each for each in await file.told() if each.code == "assignment-in-condition"]
    assert found.range.start.character == len("issue.summary = '😀'; if (") + 1


async def test_completion_with_the_schema(client: LanguageClient, tmp_path: Path) -> None:
    file = File(client, tmp_path, 'issue.priority = nodeHelper.getPriority("¦")\n')
    found = await client.text_document_completion_async(types.CompletionParams(file.document, file.position))
    assert isinstance(found, types.CompletionList)
    assert [item.label for item in found.items] == ["High", "Low"]
    file.change("issue.customFields.Sto\n")
    file.offset = len("issue.customFields.Sto")
    found = await client.text_document_completion_async(types.CompletionParams(file.document, file.position))
    assert isinstance(found, types.CompletionList)
    item = next(item for item in found.items if item.label == "Story Points")
    assert isinstance(item.text_edit, types.TextEdit)
    assert item.text_edit.new_text == '"Story Points"'
    assert item.text_edit.range.start.character == len("issue.customFields.")


async def test_hover(client: LanguageClient, tmp_path: Path) -> None:
    file = File(client, tmp_path, "issue.pri¦ority = 1\n")
    told = await client.text_document_hover_async(types.HoverParams(file.document, file.position))
    assert told is not None and isinstance(told.contents, types.MarkupContent)
    assert "BlueJira" in told.contents.value and "High, Low" in told.contents.value


async def test_names(client: LanguageClient, tmp_path: Path) -> None:
    file = File(client, tmp_path, 'def late = 1\nissue.summary = "$la¦te"\ndef f = { late -> late }\n')
    at: dict[str, Any] = {"text_document": file.document, "position": file.position}
    places = await client.text_document_definition_async(types.DefinitionParams(**at))
    assert isinstance(places, list)
    (place,) = [each.range.start for each in places if isinstance(each, types.Location)]
    assert (place.line, place.character) == (0, 4)
    context = types.ReferenceContext(include_declaration=True)
    found = await client.text_document_references_async(types.ReferenceParams(context=context, **at))
    assert [each.range.start.line for each in found or ()] == [0, 1]
    edit = await client.text_document_rename_async(types.RenameParams(new_name="due", **at))
    assert file.applied(edit) == 'def due = 1\nissue.summary = "$due"\ndef f = { late -> late }\n'


async def test_a_refused_rename_says_why(client: LanguageClient, tmp_path: Path) -> None:
    file = File(client, tmp_path, "def la¦te = 1\ndef f = late\nif (f) { issue.summary = late }\n")
    with pytest.raises(JsonRpcException, match="f is used in this file already, in line 2") as refused:
        await client.text_document_rename_async(types.RenameParams(file.document, file.position, "f"))
    assert refused.value.code == types.LSPErrorCodes.RequestFailed.value
    word = types.PrepareRenameParams(file.document, types.Position(2, 1))
    with pytest.raises(JsonRpcException, match="if is a word of the language"):
        await client.text_document_prepare_rename_async(word)
    name = types.PrepareRenameParams(file.document, types.Position(0, 8))
    found = await client.text_document_prepare_rename_async(name)
    assert found == types.Range(types.Position(0, 4), types.Position(0, 8))


async def test_code_actions(client: LanguageClient, tmp_path: Path) -> None:
    file = File(client, tmp_path, RULE)
    line = types.Range(types.Position(2, 4), types.Position(2, 4))
    found = await client.text_document_code_action_async(
        types.CodeActionParams(file.document, line, types.CodeActionContext([]))
    )
    actions = {each.title: each for each in found or () if isinstance(each, types.CodeAction)}
    fixed = file.applied(next(a for t, a in actions.items() if t.startswith("Write ==")).edit)
    assert 'if (issue.priority.name == "High")' in fixed
    allowed = file.applied(actions["Allow assignment-in-condition on this line"].edit)
    file.change(allowed)
    assert "assignment-in-condition" not in {str(each.code) for each in await file.told()}


async def test_semantic_tokens(client: LanguageClient, tmp_path: Path) -> None:
    file = File(client, tmp_path, "def x = 'a'\n/* one\ntwo */ issue.y = x\n")
    found = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(file.document))
    assert found is not None
    numbers = list(found.data)
    assert len(numbers) % 5 == 0
    assert numbers[:5][:3] == [0, 0, 3]
    lines = sum(numbers[0::5])
    assert lines == 2


async def test_the_values_of_a_case_stand_behind_the_lines(client: LanguageClient, tmp_path: Path) -> None:
    file = File(client, tmp_path, "issue.summary = replica.summary\nissue.labels = []\n")
    file.path.with_name(file.path.name.rpartition(".")[0] + ".test.yaml").write_text(CASE)
    whole = types.Range(types.Position(0, 0), types.Position(9, 0))
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(file.document, whole))
    assert [(hint.position.line, hint.label) for hint in hints or ()] == [(0, '= "Hello"'), (1, "= []")]


async def test_the_outline(client: LanguageClient, tmp_path: Path) -> None:
    file = File(client, tmp_path, "def late = 1\ndef shorten(text) { text }\n")
    found = await client.text_document_document_symbol_async(types.DocumentSymbolParams(file.document))
    assert {each.name for each in found or ()} == {"late", "shorten"}


UGLY = "issue.summary=replica.summary\nif(x){issue.a   =  1}\n"


async def test_formatting(client: LanguageClient, tmp_path: Path) -> None:
    file = File(client, tmp_path, UGLY)
    options = types.FormattingOptions(4, True)
    wish = types.DocumentFormattingParams(file.document, options)
    edits = await client.text_document_formatting_async(wish)
    assert file.applied(types.WorkspaceEdit({file.uri: list(edits or ())})) == format_text(UGLY)
    first = types.Range(types.Position(0, 0), types.Position(0, 5))
    edits = await client.text_document_range_formatting_async(
        types.DocumentRangeFormattingParams(file.document, first, options)
    )
    after = file.applied(types.WorkspaceEdit({file.uri: list(edits or ())}))
    assert after == format_text(UGLY, lines=(1, 1))
    assert after.splitlines() == ["issue.summary = replica.summary", UGLY.splitlines()[1]]
    file.change("issue.summary = (")
    assert not await client.text_document_formatting_async(wish)
