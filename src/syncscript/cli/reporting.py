"""How `run` tells what it does: text for people, one JSON document, or JSON lines as things happen."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import click

from syncscript.app import OpenProject
from syncscript.cli.show.paint import Paint, wants_colour
from syncscript.cli.show.runs import needs_a_look, run_text
from syncscript.cli.show.summaries import summary_as_data
from syncscript.engine.report import Progress, RunSummary


@dataclass(slots=True)
class Reporter:
    """listen: gets progress, None when a bar may be shown instead; tell: gets each summary;
    finish: called once, after the last connection."""

    tell: Callable[[RunSummary], None]
    finish: Callable[[], None] = lambda: None
    listen: Callable[[Progress], None] | None = None


def reporter(form: str, quiet: bool, project: OpenProject) -> Reporter:
    """The reporter for `--format` and `--quiet`."""
    if form == "jsonl":
        return _line_by_line(quiet)
    if form == "json":
        return _one_document()
    sides = {c.name: (c.sides[0].name, c.sides[1].name) for c in project.connections}
    paint = Paint(wants_colour(sys.stdout, os.environ))

    def tell(summary: RunSummary) -> None:
        if not quiet or needs_a_look(summary):
            click.echo(run_text(summary, sides[summary.connection], paint), nl=False)

    return Reporter(tell)


@dataclass(slots=True)
class _Lines:
    """JSON lines on stdout, from several threads, each line whole."""

    lock: Lock = field(default_factory=Lock)

    def write(self, data: dict[str, Any]) -> None:
        with self.lock:
            click.echo(json.dumps(data, ensure_ascii=False))


def _line_by_line(quiet: bool) -> Reporter:
    lines = _Lines()

    def listen(progress: Progress) -> None:
        if not quiet:
            lines.write(
                {
                    "event": "progress",
                    "connection": progress.connection,
                    "phase": progress.phase,
                    "done": progress.done,
                    "total": progress.total,
                    **progress.detail,
                }
            )

    return Reporter(
        lambda summary: lines.write({"event": "summary", **summary_as_data(summary)}), listen=listen
    )


def _one_document() -> Reporter:
    found: list[dict[str, Any]] = []
    return Reporter(
        lambda summary: found.append(summary_as_data(summary)),
        lambda: click.echo(json.dumps({"connections": found}, indent=2, ensure_ascii=False)),
    )
