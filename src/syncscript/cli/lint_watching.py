"""Lint again and again, whenever a file changes."""

from __future__ import annotations

import time
from pathlib import Path

import click

from syncscript.app.discovering import named_files
from syncscript.app.linting.running import is_judged
from syncscript.cli import exits
from syncscript.cli.linting import LintWishes, lint
from syncscript.model import DiagnosticError


def lint_again_and_again(wishes: LintWishes, pause: float = 0.5, rounds: int | None = None) -> int:
    """Whenever something changed, until Ctrl-C. rounds: how many looks at most, for those who wait."""
    seen: object = None
    code = exits.DONE
    while rounds is None or rounds > 0:
        state = state_of(wishes)
        if state != seen:
            click.clear()
            try:
                code = lint(wishes)
            except DiagnosticError as error:
                click.echo(str(error), err=True)
                code = exits.USAGE
            seen = state if not wishes.fix else state_of(wishes)
        rounds = None if rounds is None else rounds - 1
        time.sleep(pause)
    return code


def state_of(wishes: LintWishes) -> list[tuple[str, int, int]]:
    """Every file that is judged, and when it was changed last."""
    found = []
    for path in named_files(
        wishes.paths or (Path(),), lambda name: is_judged(name) or name.endswith(".json")
    ):
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((str(path), status.st_mtime_ns, status.st_size))
    return found
