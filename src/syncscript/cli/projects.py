"""From `--project` to a loaded project, with its warnings told on stderr."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from syncscript.cli.completing import connections_of

if TYPE_CHECKING:
    from syncscript.app.opening import OpenProject
    from syncscript.config import Project

F = TypeVar("F", bound=Callable[..., Any])


def project_option(function: F) -> F:
    """Adds `--project DIR`, passed as `project: Path | None`."""
    return click.option(
        "--project",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="Folder of the project. Default: the nearest one, from here upwards, with a syncscript.toml.",
    )(function)


def connection_option(function: F) -> F:
    """Adds `--connection NAME`, several times, passed as `connection: tuple[str, ...]`."""
    return click.option(
        "--connection",
        metavar="NAME",
        multiple=True,
        shell_complete=connections_of,
        help="Only this connection; may be given several times. Default: all.",
    )(function)


def tell_warnings(ready: OpenProject) -> None:
    """Tell, on stderr, what the compiler noticed in the rules without refusing them."""
    from syncscript.cli.show.diagnostics import diagnostic_text

    for warning in ready.warnings:
        click.echo(diagnostic_text(warning), err=True)


def tell_of_new_state(path: Path) -> None:
    """Told even with --quiet: where a state was expected, a new one is the first sign of a wrong path."""
    click.echo(
        f"the state is new: {path} remembers from now on what was synchronised; it belongs in your backup",
        err=True,
    )


def loaded_project(folder: Path | None) -> Project:
    """The project in a folder, or the nearest one. DiagnosticError with all mistakes in it."""
    from syncscript.cli.failures import ROOT
    from syncscript.cli.show.diagnostics import diagnostic_text
    from syncscript.config import FILE_NAME, find_project, load_project

    if folder is not None and folder.name == FILE_NAME and folder.is_file():
        folder = folder.parent
    root = folder if folder is not None else find_project(Path.cwd())
    click.get_current_context().find_root().meta[ROOT] = root
    project = load_project(root)
    for warning in project.warnings:
        click.echo(diagnostic_text(warning), err=True)
    return project


def files_of(project: Project) -> list[str]:
    """Its settings and its state, which no output may take the place of."""
    from syncscript.config import FILE_NAME

    return [str(project.root / FILE_NAME), str(project.state_path)]
