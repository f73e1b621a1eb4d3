"""`syncscript record KEY`: a real issue becomes a case."""

from __future__ import annotations

import os
from pathlib import Path

import click

from syncscript.cli.projects import loaded_project, project_option

KINDS = ("people", "addresses", "accounts", "hosts")


@click.command("record")
@click.argument("key")
@project_option
@click.option("--connection", metavar="NAME", help="The connection, when the key does not tell.")
@click.option("--side", metavar="NAME", help="The instance that has the issue, when the key does not tell.")
@click.option(
    "--keep", multiple=True, type=click.Choice([*KINDS, "all"]),
    help="Leave these as they are in place of stand-ins; may be given several times.",
)  # fmt: skip
@click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write the case. Default: tests/<key>.test.yaml in the project; - is standard output.",
)  # fmt: skip
@click.option(
    "--rule", "kind", type=click.Choice(["outgoing", "incoming"]),
    help="Save a case of this one rule of the issue's side, in place of both sides'.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def command(
    key: str, project: Path | None, connection: str | None, side: str | None, keep: tuple[str, ...],
    out: Path | None, kind: str | None, force: bool,
) -> None:  # fmt: skip
    """Save issue KEY, its twin, the replica and all answers as a two-sided case, or as one of a single rule.

    People, addresses, accounts and hosts are replaced, the same one by the same stand-in. Reads both
    trackers and the state, writes nothing but the case.
    """
    from syncscript.app.recording import Wanted, record_issue
    from syncscript.app.recording_rules import record_rule
    from syncscript.app.writing_files import write_file

    loaded = loaded_project(project)
    path = out if out is not None else loaded.root / "tests" / file_name(key, kind)
    is_printed = str(path) == "-"
    if not is_printed and not force:
        refuse_existing(path)
    wanted = Wanted(key, connection, side, KINDS if "all" in keep else keep)
    if kind is None:
        text, observed = record_issue(loaded, os.environ, wanted)
    else:
        text, observed = record_rule(loaded, os.environ, wanted, kind, path.parent)
    if is_printed:
        click.echo(text, nl=False)
        return
    write_file(path, text.encode())
    failed = f"; its rules fail: {observed.failure.message}" if observed.failure else ""
    click.echo(f"wrote {path}{failed}", err=True)


def file_name(key: str, kind: str | None) -> str:
    return f"{key.lower()}.{kind}.test.yaml" if kind else f"{key.lower()}.test.yaml"


def refuse_existing(path: Path) -> None:
    from syncscript.model import Diagnostic, DiagnosticError

    if path.exists():
        help = "name another with --out, or write over it with --force"
        raise DiagnosticError(Diagnostic("K150", f"{path} is there already", None, help))
