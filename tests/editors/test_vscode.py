"""The VS Code extension: its parts are there, agree with the language, and its program can be read."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from syncscript.cli.group import syncscript
from syncscript.language.colouring.textmate import textmate_grammar

FOLDER = Path(__file__).parents[2] / "editors" / "vscode"


def in_file(name: str) -> Any:
    return json.loads((FOLDER / name).read_text("utf-8"))


def test_every_file_that_the_manifest_names_is_there() -> None:
    manifest = in_file("package.json")
    told = manifest["contributes"]
    files = [manifest["main"], told["languages"][0]["configuration"], told["grammars"][0]["path"]]
    assert [name for name in files if not (FOLDER / name).is_file()] == []


def test_it_starts_a_command_that_there_is() -> None:
    setting = in_file("package.json")["contributes"]["configuration"]["properties"]["syncscript.command"]
    program, command = setting["default"]
    assert program == "syncscript"
    assert command in syncscript.list_commands(None)  # type: ignore[arg-type]


def test_the_names_of_the_language_agree() -> None:
    manifest = in_file("package.json")["contributes"]
    assert manifest["grammars"][0]["scopeName"] == textmate_grammar()["scopeName"]
    assert manifest["grammars"][0]["language"] == manifest["languages"][0]["id"]
    assert manifest["languages"][0]["extensions"] == [f".{e}" for e in textmate_grammar()["fileTypes"]]


STAND_INS = """
const said = [], commands = {};
class LanguageClient {
  constructor(id, name, server, client) { said.push({ server, client }); }
  async start() { if (said.length > 2) throw new Error("not there"); this.runs = true; }
  isRunning() { return this.runs === true; }
  async stop() { said.push("stopped"); }
}
const editor = {
  commands: { registerCommand: (name, act) => { commands[name] = act; } },
  window: { showErrorMessage: (text) => said.push(text) },
  workspace: {
    getConfiguration: () => ({ get: () => ["/venv/bin/syncscript", "lsp"] }),
    onDidChangeConfiguration: () => {},
  },
};
const client = { LanguageClient, TransportKind: { stdio: 0 } };
const modules = { vscode: editor, "vscode-languageclient/node": client };
const Module = require("module"), load = Module._load;
Module._load = (name, ...rest) => modules[name] ?? load(name, ...rest);
(async () => {
  const extension = require(process.argv[1]);
  await extension.activate({ subscriptions: [] });
  await commands["syncscript.restart"]();
  await extension.deactivate();
  console.log(JSON.stringify(said));
})();
"""
"""What the editor gives an extension, as far as this one uses it; the second server cannot be started."""


def test_the_program_starts_the_server_and_tells_when_it_cannot() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node here")
    command = [node, "-e", STAND_INS, str(FOLDER / "extension.js")]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    first, stopped, second, problem = json.loads(ended.stdout)
    assert first["server"] == {"command": "/venv/bin/syncscript", "args": ["lsp"], "transport": 0}
    patterns = [each.get("pattern") for each in first["client"]["documentSelector"]]
    assert {"**/syncscript.toml", "**/*.test.yaml"} <= set(patterns)
    assert (stopped, second) == ("stopped", first)
    assert "pip install 'syncscript[lsp]'" in problem
