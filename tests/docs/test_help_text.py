"""The kept text of `--help` is what the commands tell, and is told without any of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import syncscript
from syncscript.cli.help_text import kept_help
from tests.docs.makers import maker


def test_the_kept_text_is_what_the_commands_tell() -> None:
    """When this fails: python docs/make_help_text.py"""
    assert kept_help(["--help"]) == maker("make_help_text").text()


def test_help_is_told_without_a_library() -> None:
    program = (
        "import sys; sys.argv = ['syncscript', '--help']\n"
        "from syncscript.cli import main\n"
        "main()\n"
        "heavy = {'click', 'typing', 're', 'pathlib'} & set(sys.modules) - set(before)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", "import sys; before = list(sys.modules)\n" + program],
        env={"PYTHONPATH": str(Path(syncscript.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Keeps issues in two trackers in step" in done.stdout
