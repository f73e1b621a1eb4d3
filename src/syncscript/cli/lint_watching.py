"""Lint again and again, whenever a file changes."""

from __future__ import annotations

import time
from pathlib import Path

import click

from syncscript.app.discovering import named_files
from syncscript.app.linting.home import homes_of
from syncscript.app.linting.running import is_judged
from syncscript.cli import exits
from syncscript.cli.linting import LintWishes, lint, refuse
from syncscript.model import DiagnosticError


def lint_again_and_again(wishes: LintWishes, pause: float = 0.5, rounds: int | None = None) -> int:
    """Whenever something changed, until Ctrl-C. rounds: how many looks at most, for those who wait."""
    if wishes.typed:
        refuse("C193", "--watch looks at files, and the text comes by standard input", "leave one out")
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


def watched_folders(wishes: LintWishes) -> list[Path]:
    """What is judged, and the projects around it: settings, schemas and the other side's rules have a say."""
    paths = wishes.paths or (Path(),)
    inside = [path / "any" if path.is_dir() else path for path in paths]
    roots = {root for root in homes_of(inside).values() if root is not None}
    return [*paths, *sorted(roots)]


def state_of(wishes: LintWishes) -> list[tuple[str, int, int]]:
    """Every file that has a say in what is judged, and when it was changed last."""
    found = []
    for path in named_files(
        watched_folders(wishes), lambda name: is_judged(name) or name.endswith(".json")
    ):
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((str(path), status.st_mtime_ns, status.st_size))
    return found
