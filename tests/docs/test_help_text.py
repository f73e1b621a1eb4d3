"""The kept text of `--help` is what the commands tell, and is told without any of them."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import syncscript
from syncscript.cli.help_text import kept_help

MAKER = Path(__file__).parents[2] / "docs" / "make_help_text.py"


def test_the_kept_text_is_what_the_commands_tell() -> None:
    """When this fails: python docs/make_help_text.py"""
    module = runpy.run_path(str(MAKER))
    assert kept_help(["--help"]) == module["text"]()


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
