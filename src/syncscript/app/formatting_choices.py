"""What `[fmt]` of a project says about the style of its rule files, and which of them are left out.

Takes what is not as it should be for absent: the configuration's own checks tell it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from syncscript.app.discovering import is_excluded, rule_files
from syncscript.app.linting.home import Home, home_in, homes_of, table
from syncscript.language.formatting import LINE_LENGTH

NARROWEST, WIDEST = 20, 1000


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file, and how wide its lines may be."""

    path: Path
    line_length: int


def chosen_files(paths: Sequence[Path], *, excludes_named: bool = False) -> list[Chosen]:
    """The rule files among and below these paths; one that is named is taken although the project leaves it
    out, unless `excludes_named`."""
    files = rule_files(paths)
    named = set() if excludes_named else {path for path in paths if not path.is_dir()}
    homes: dict[Path | None, Home | None] = {None: None}
    found = []
    for file, root in homes_of(files).items():
        if root not in homes:
            homes[root] = home_in(root) if root else None
        home = homes[root]
        if file in named or home is None or not is_excluded(home.path_of(file), _excluded(home)):
            found.append(Chosen(file, _line_length(home)))
    return found


def chosen_by_name(file: Path, *, excludes_named: bool = False) -> Chosen | None:
    """The same for a text of that name, which may be nowhere; None where it is left out."""
    root = homes_of([file])[file]
    home = home_in(root) if root else None
    if excludes_named and home is not None and is_excluded(home.path_of(file), _excluded(home)):
        return None
    return Chosen(file, _line_length(home))


def line_length_of(file: Path) -> int:
    chosen = chosen_by_name(file)
    return chosen.line_length if chosen else LINE_LENGTH


def _line_length(home: Home | None) -> int:
    said = table(home.data, "fmt").get("line_length") if home else None
    return said if isinstance(said, int) and NARROWEST <= said <= WIDEST else LINE_LENGTH


def _excluded(home: Home) -> list[str]:
    said = table(home.data, "fmt").get("exclude")
    return [each for each in said if isinstance(each, str)] if isinstance(said, list) else []
