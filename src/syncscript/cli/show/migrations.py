"""The report of a migration: what was moved, what was not and why, as Markdown and as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from syncscript.cli.show.diagnostics import problem_lines, terminal_safe
from syncscript.cli.show.exports import counted
from syncscript.cli.show.runs import issues_text

if TYPE_CHECKING:
    from syncscript.app.backbone.importing import Import
    from syncscript.app.backbone.journal import Journal
    from syncscript.app.backbone.migrating import Migration
    from syncscript.app.backbone.standing import Standing, Trouble


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: tuple[str, ...]


def open_lines(pairs: Import) -> Iterator[str]:
    """What the exports leave open, and what becomes of it."""
    from syncscript.app.backbone.migrating import left_open

    found = left_open(pairs)
    if found.undelivered:
        yield f"{counted(found.undelivered, 'pair')} with lost messages; a run sends what they said"
    if found.alone:
        yield f"comments and attachments without a copy: {found.alone:,}; sent only where a message was lost"
    if found.ignored:
        yield f"{counted(found.ignored, 'pair')} with an issue that leaves aside what comes in, as before"


def query_lines(found: Mapping[str, int | None], standing: Standing) -> Iterator[str]:
    """What the search for partners tells on each side, beside what the state knows."""
    for side, count in found.items():
        known = f"the state says {standing.noted.get(side, 0):,}"
        if count is None:
            yield f"{side}: its tracker does not know backbone.remoteKey; {known}"
        else:
            yield f"{side}: a search finds {count:,} issues with a partner; {known}"


def sections(wanted: Migration, journal: Journal, standing: Standing) -> list[Section]:
    moved = (
        f"{standing.paired:,} of {standing.taken:,} pairs go on in {standing.connection}",
        f"{standing.resynced:,} of them were sent again ({', '.join(wanted.fields)})",
    )
    steps = [Section(f"{n} ({one.at})", one.told or ("nothing to tell",)) for n, one in journal.done.items()]
    return [
        Section("Moved", moved),
        Section("Not moved, and why", tuple(not_moved(standing)) or ("everything was moved",)),
        *steps,
        Section("Left to do", tuple(left_to_do(standing))),
    ]


def not_moved(standing: Standing) -> Iterator[str]:
    """All of them: the report has no limit."""
    yield from (_trouble("gone", one) for one in standing.gone)
    yield from (_trouble("not sent again", one) for one in standing.failed)
    if standing.pending:
        yield f"{standing.pending:,} pairs wait to be sent again"


def left_to_do(standing: Standing) -> Iterator[str]:
    name = standing.connection
    if standing.failed:
        yield f"mend what failed, then: syncscript backbone resync --connection {name} --retry-failed"
    if standing.gone:
        yield "look whether the other issue of each pair that is gone was meant to go, too"
    yield f"go on with: syncscript run --connection {name}"
    yield "once all is as it should be, delete the original synchronization in Backbone"


def _trouble(word: str, one: Trouble) -> str:
    return f"{issues_text(one.keys)}: {word}: {' '.join(problem_lines(one.reason, ''))}"


def as_markdown(told: Sequence[Section]) -> str:
    lines = ["# Migration", ""]
    for section in told:
        lines += [f"## {_plain(section.title)}", "", *(f"- {_plain(line)}" for line in section.lines), ""]
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Words of exports and trackers mean nothing to Markdown."""
    return re.sub(r"([\\`*_<>\[\]|#])", r"\\\1", terminal_safe(" ".join(text.split())))


def as_html(told: Sequence[Section]) -> str:
    body = "".join(
        f"<h2>{escape(section.title)}</h2>\n<ul>\n"
        + "".join(f"<li>{escape(terminal_safe(' '.join(line.split())))}</li>\n" for line in section.lines)
        + "</ul>\n"
        for section in told
    )
    head = '<meta charset="utf-8"><title>Migration</title>'
    whole = f"<body>\n<h1>Migration</h1>\n{body}</body>"
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>{whole}</html>\n'
