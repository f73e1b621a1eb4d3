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


def test_the_program_can_be_read() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node here")
    subprocess.run([node, "--check", str(FOLDER / "extension.js")], check=True)
