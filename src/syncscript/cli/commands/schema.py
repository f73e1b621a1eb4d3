"""`syncscript schema`: what a tracker has, kept beside the rules so that lint needs no network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syncscript.cli import exits
from syncscript.cli.completing import instances_of
from syncscript.cli.projects import loaded_project, project_option

if TYPE_CHECKING:
    from syncscript.config import Project
    from syncscript.contracts import SchemaReading

@click.group("schema")
def command() -> None:
    """Keep what a tracker has (fields, options, statuses) beside the rules, for lint and the editor."""


@command.command("pull")
@click.argument("instance", shell_complete=instances_of)
@click.option(
    "--key",
    metavar="KEY",
    multiple=True,
    help="Key of a project in the tracker; may be given several times. Default: those of the connections.",
)
@click.option("--users", is_flag=True, help="The addresses of those who may be assigned, too.")
@project_option
def pull(instance: str, key: tuple[str, ...], users: bool, project: Path | None) -> None:
    """Ask the tracker of INSTANCE for its fields, types, options, statuses and transitions.

    Writes schemas/INSTANCE.json in the project, and nothing in the tracker. What the account may not see is
    left out and told.
    """
    loaded = loaded_project(project)
    from syncscript.app.schemas import keep_schema, shown_path

    reading = ask(loaded, instance, key, users)
    is_new = keep_schema(loaded.root, reading.schema, loaded.settings.lint.schemas)
    tell_left_out(reading)
    schema = reading.schema
    custom = sum(1 for field in schema.fields.values() if field.custom)
    about = f"{custom} custom fields, {len(schema.statuses())} statuses, {len(schema.projects)} projects"
    word = "written" if is_new else "as it was"
    click.echo(f"{shown_path(instance, loaded.settings.lint.schemas)}: {word} ({about})")


@command.command("diff")
@click.argument("instance", shell_complete=instances_of)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@project_option
def diff(instance: str, form: str, project: Path | None) -> None:
    """Show what changed in the tracker of INSTANCE since its schema was pulled. Writes nothing.

    Exit code: 0 nothing changed, 1 something did, 2 it cannot be told.
    """
    loaded = loaded_project(project)
    from syncscript.app.schemas import demand_instance, kept_schema
    from syncscript.language.analysis.schema_changes import schema_changes
    from syncscript.model import Diagnostic, DiagnosticError

    demand_instance(loaded, instance)
    kept = kept_schema(loaded.root, instance, loaded.settings.lint.schemas)
    if kept is None:
        help = f"pull it first: syncscript schema pull {instance}"
        raise DiagnosticError(Diagnostic("C187", f"the project has no schema of {instance}", help=help))
    reading = ask(loaded, instance, tuple(kept.projects), kept.users is not None)
    changes = schema_changes(kept, reading.schema)
    tell_left_out(reading)
    if form == "json":
        found = [{"path": list(c.path), "was": c.was, "now": c.now} for c in changes]
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        for change in changes:
            click.echo(change_text(change.path, change.was, change.now, change.sign))
    click.get_current_context().exit(exits.FINDINGS if changes else exits.DONE)


def ask(project: Project, instance: str, keys: tuple[str, ...], users: bool) -> SchemaReading:
    import os

    from syncscript.app.schemas import asked_schema

    return asked_schema(project, instance, os.environ, keys, users=users)


def tell_left_out(reading: SchemaReading) -> None:
    from syncscript.cli.show.diagnostics import terminal_safe

    for line in reading.left_out:
        click.echo(f"left out: {terminal_safe(line)}", err=True)


def change_text(path: tuple[str, ...], was: Any, now: Any, sign: str) -> str:
    """`+ fields > Severity > options > Blocker`; values only where one took another's place."""
    from syncscript.cli.show.diagnostics import terminal_safe

    told = f"{sign} {' > '.join(path)}"
    if sign == "~":
        told += ": " + " -> ".join(json.dumps(each, ensure_ascii=False) for each in (was, now))
    return terminal_safe(told.replace("\n", "\\n"))
