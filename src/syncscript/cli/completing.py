"""What the shell completes beside commands and options: names that the project's own file tells.

Reads syncscript.toml as plain data; a project with mistakes, or none, completes nothing. Quick: it runs at
every press of the key.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


def instances_of(ctx: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    return names_in("instances", ctx, begun)


def connections_of(ctx: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    return names_in("connections", ctx, begun)


def names_in(table: str, ctx: click.Context, begun: str) -> list[str]:
    """The keys of a table that begin so, in the order of the file."""
    found = settings(Path(ctx.params.get("project") or Path.cwd())).get(table)
    return [name for name in found if name.startswith(begun)] if isinstance(found, dict) else []


def settings(folder: Path) -> dict[str, Any]:
    """The nearest syncscript.toml, from this folder upwards."""
    import tomllib

    for here in (folder.absolute(), *folder.absolute().parents):
        try:
            return tomllib.loads((here / "syncscript.toml").read_text("utf-8"))
        except FileNotFoundError:
            continue
        except (OSError, ValueError):
            return {}
    return {}
