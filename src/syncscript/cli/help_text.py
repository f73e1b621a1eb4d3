"""The text of `syncscript --help`, kept beside this file, so that it is told without loading a command.

Refuses to make it: docs/make_help_text.py does, and a test fails while it is stale.
"""

from __future__ import annotations

ASKED = (["--help"], ["-h"])
FILE = "help.txt"


def kept_help(arguments: list[str]) -> str | None:
    """What to tell when only help is asked for; None for all else, and where the file is not there."""
    if arguments not in ASKED:
        return None
    try:
        with open(__file__.removesuffix("help_text.py") + FILE, encoding="utf-8") as file:  # noqa: PTH123
            return file.read()
    except OSError:
        return None
