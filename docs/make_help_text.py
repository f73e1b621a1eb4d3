"""Writes src/syncscript/cli/help.txt from the commands: `python docs/make_help_text.py`.

A test fails while it is stale.
"""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from syncscript.cli import help_text
from syncscript.cli.group import syncscript

WIDTH = 80


def text() -> str:
    """What click tells of all commands, on lines of 80 characters."""
    told = CliRunner().invoke(syncscript, ["--help"], prog_name="syncscript", terminal_width=WIDTH)
    return told.output


if __name__ == "__main__":
    Path(help_text.__file__).with_name(help_text.FILE).write_text(text(), encoding="utf-8")
