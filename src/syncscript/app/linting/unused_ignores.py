"""What `per_file_ignores` leaves out for nothing: no file has the name, or nothing is found there.

Looks at what was found before anything was left out. Refuses to judge a run that saw a part of the project or
of the rules: then nobody knows what the rest would find.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from syncscript.app.discovering import whole_path
from syncscript.app.linting.choosing import fits, is_fatal
from syncscript.app.linting.home import FILE_NAME, Home, table
from syncscript.app.linting.known import Known, names_in
from syncscript.app.linting.reported import Reported

CODE, NAME = "L003", "unused-file-ignore"


class Unused(NamedTuple):
    """at: its key in syncscript.toml."""

    at: tuple[str | int, ...]
    message: str
    help: str


def sees_all_of(root: Path, paths: tuple[Path, ...]) -> bool:
    """Whether the folder of the project, or one around it, is among the paths."""
    whole = Path(whole_path(root))
    return any(path.is_dir() and whole.is_relative_to(whole_path(path)) for path in paths)


def unused_ignores(
    home: Home, found: Mapping[str, tuple[Reported, ...]], known: Mapping[str, Known]
) -> Iterator[Unused]:
    """found: all that is wrong with each file of the project, by its path from the root."""
    ignores = table(table(home.data, "lint"), "per_file_ignores")
    for pattern, words in ignores.items():
        files = [rows for path, rows in found.items() if fits(path, pattern)]
        at = ("lint", "per_file_ignores", pattern)
        if not files:
            help = "patterns are held against paths from here, such as rules/blue.outgoing.sync; take it away"
            yield Unused(at, f"No file here has a name like {pattern}.", help)
        elif not any(is_fatal(row) for rows in files for row in rows):
            names = {row.name for rows in files for row in rows}
            for index, word in enumerate(words):
                if names.isdisjoint(names_in((word,), known, ".".join(at))):
                    help = f"take {word} away, or write the name of the finding that is meant"
                    yield Unused((*at, index), f"Nothing in {pattern} needs {word} to be left out.", help)


def reported_in(settings: str, text: str, unused: Iterator[Unused]) -> Iterator[Reported]:
    """With their places in the text of syncscript.toml, which is shown as `settings`."""
    from syncscript.config.places import places_of_keys
    from syncscript.model import Span

    places, lines = places_of_keys(text, FILE_NAME), text.splitlines()
    for each in unused:
        key = each.at
        while key and key not in places:
            key = key[:-1]
        span = places.get(key, Span(FILE_NAME, 1, 1, 1, 2))
        excerpt = lines[span.line - 1] if span.line <= len(lines) else ""
        place = (span.line, span.column, span.end_line, span.end_column)
        yield Reported(settings, *place, CODE, NAME, "warning", each.message, each.help, excerpt)
