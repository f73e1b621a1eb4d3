"""How `run` tells what it does: text for people, one JSON document, or JSON lines as things happen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

import click

from syncscript.app.opening import OpenProject
from syncscript.cli.following import ProgressBar
from syncscript.cli.show.documents import json_text
from syncscript.cli.show.paint import Paint, wants_colour
from syncscript.cli.show.runs import needs_a_look, run_text
from syncscript.cli.show.summaries import FORMAT, summary_as_data
from syncscript.engine.report import Progress, RunSummary


@dataclass(frozen=True, slots=True)
class Reporter:
    """listen: gets progress, from any thread; tell: gets each summary; finish: called once, at the end."""

    listen: Callable[[Progress], None]
    tell: Callable[[RunSummary], None]
    finish: Callable[[], None] = lambda: None


def reporter(form: str, quiet: bool, project: OpenProject, bar: ProgressBar) -> Reporter:
    """The reporter for `--format` and `--quiet`."""
    if form == "jsonl":
        return _line_by_line(quiet)
    return _one_document(bar) if form == "json" else _text(quiet, project, bar)


def _text(quiet: bool, project: OpenProject, bar: ProgressBar) -> Reporter:
    sides = {c.name: (c.sides[0].name, c.sides[1].name) for c in project.connections}
    paint = Paint(wants_colour(sys.stdout, os.environ))

    def tell(summary: RunSummary) -> None:
        bar.hide()
        if not quiet or needs_a_look(summary):
            click.echo(run_text(summary, sides[summary.connection], paint), nl=False)

    return Reporter(bar.listen, tell)


def _line_by_line(quiet: bool) -> Reporter:
    """Lines come from several threads, and each is whole."""
    lock = Lock()

    def write(data: dict[str, Any]) -> None:
        with lock:
            click.echo(json_text(data, indent=None))

    def listen(progress: Progress) -> None:
        if not quiet:
            write({"event": "progress", "connection": progress.connection, "phase": progress.phase,
                   "done": progress.done, "total": progress.total, **progress.detail})  # fmt: skip

    return Reporter(listen, lambda summary: write({"event": "summary", **summary_as_data(summary)}))


def _one_document(bar: ProgressBar) -> Reporter:
    found: list[dict[str, Any]] = []

    def finish() -> None:
        click.echo(json_text({"format": FORMAT, "connections": found}))

    return Reporter(bar.listen, lambda summary: found.append(summary_as_data(summary)), finish)
