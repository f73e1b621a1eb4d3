"""Secrets: looked up late, from three places, never shown."""

from __future__ import annotations

import pickle
import sys
import types
from pathlib import Path

import pytest

from syncscript.config import Secret, SecretReference, hide_secrets, load_project, look_up, parse_reference
from syncscript.model import DiagnosticError
from tests.config.projects import write_project


def refusal(reference: str, root: Path, environment: dict[str, str] | None = None) -> tuple[str, str]:
    parsed = parse_reference(reference)
    assert parsed is not None
    with pytest.raises(DiagnosticError) as caught:
        look_up(parsed, environment or {}, root, None)
    diagnostic = caught.value.diagnostics[0]
    return diagnostic.code, f"{diagnostic.message} | {diagnostic.help}"


def test_a_secret_shows_itself_as_stars() -> None:
    secret = Secret("canary-value")
    assert [str(secret), repr(secret), f"{secret}", f"{[secret]}"] == ["***", "***", "***", "[***]"]
    assert secret.reveal() == "canary-value"
    assert hide_secrets("sent canary-value away") == "sent *** away"
    with pytest.raises(TypeError):
        pickle.dumps(secret)


@pytest.mark.parametrize("text", ["abc", "env:", "plain:text", "keyring:service", "keyring:/user", ""])
def test_what_is_no_reference(text: str) -> None:
    assert parse_reference(text) is None


def test_environment(tmp_path: Path) -> None:
    assert look_up(SecretReference("env", "TOKEN"), {"TOKEN": " t \n"}, tmp_path, None).reveal() == "t"
    code, words = refusal("env:TOKEN", tmp_path)
    assert code == "C130"
    assert "TOKEN is not set" in words
    assert refusal("env:TOKEN", tmp_path, {"TOKEN": " "})[0] == "C131"


def test_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    path = tmp_path / "blue"
    path.write_text("file-token\n", encoding="utf-8")
    path.chmod(0o600)
    assert look_up(SecretReference("file", "blue"), {}, tmp_path, None).reveal() == "file-token"
    path.chmod(0o640)
    code, words = refusal("file:blue", tmp_path)
    assert code == "C133"
    assert f"chmod 600 {path}" in words
    assert refusal("file:none", tmp_path)[0] == "C132"


def test_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = types.ModuleType("keyring")
    ring.get_password = lambda s, u: {("service", "user"): "ring-token"}.get((s, u))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert look_up(SecretReference("keyring", "service/user"), {}, tmp_path, None).reveal() == "ring-token"
    assert refusal("keyring:service/other", tmp_path)[0] == "C136"
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert "syncscript[keyring]" in refusal("keyring:service/user", tmp_path)[1]


def test_a_missing_variable_is_told_with_its_place_in_the_file(tmp_path: Path) -> None:
    project = load_project(write_project(tmp_path))
    with pytest.raises(DiagnosticError) as caught:
        project.secret_of("BlueJira", {})
    assert str(caught.value).startswith("syncscript.toml:11:1: error[C130]: ")
    assert "the environment variable BLUE_TOKEN" in str(caught.value)
