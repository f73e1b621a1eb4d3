"""A part that is not installed: its command names the extra, and what does without goes on without."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from click.testing import CliRunner

from syncscript.cli.group import syncscript


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without any extra."""
    left_out = ("pygls", "prompt_toolkit")
    monkeypatch.setattr(
        "syncscript.cli.extras.find_spec", lambda name: None if name in left_out else find_spec(name)
    )


@pytest.mark.usefixtures("bare")
def test_the_language_server_names_its_extra() -> None:
    result = CliRunner().invoke(syncscript, ["lsp"])
    assert result.exit_code == 2
    assert "pip install 'syncscript[lsp]'" in result.stderr


@pytest.mark.usefixtures("bare")
def test_the_console_does_without() -> None:
    result = CliRunner().invoke(syncscript, ["console"], input="1 + 1\n")
    assert (result.exit_code, result.stdout) == (0, "2\n")
