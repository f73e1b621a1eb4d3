"""Where the grammar files are.

Knows the two places a grammar can stand in: inside the package (an installed wheel) and beside
the sources (a checkout or editable install). Refuses to know what is written in them.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_HOMES = (_PACKAGE / "grammar", _PACKAGE.parents[1] / "grammar")


def grammar_text(name: str) -> str:
    """The text of a grammar file such as `jql.lark`. FileNotFoundError names the places searched."""
    for home in _HOMES:
        path = home / name
        if path.is_file():
            return path.read_text(encoding="utf-8")
    searched = ", ".join(str(home) for home in _HOMES)
    raise FileNotFoundError(f"the grammar {name} is in none of: {searched}")
