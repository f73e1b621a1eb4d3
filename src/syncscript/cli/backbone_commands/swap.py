"""`syncscript backbone swap`: the two sides of a merged export change their places."""

from __future__ import annotations

from pathlib import Path

import click

from syncscript.cli.exports import max_size_option, out_option, refusals_reported, refuse_overwriting


@click.command("swap")
@click.argument("file")
@out_option
@click.option("--compact", is_flag=True, help="Write no indentation.")
@max_size_option
def command(file: str, out: Path, force: bool, compact: bool, max_size: int) -> None:
    """Write the export FILE to OUT with its second side first.

    Entries stay as they are. Exit code: 0 written, 1 it has one side only, 2 usage, 3 it cannot be read as
    an export, 4 OUT would overwrite something.
    """
    from syncscript.app.backbone.files import many_values, read_export_file, shown_path
    from syncscript.app.backbone.output import write_export
    from syncscript.backbone.merging import swap
    from syncscript.backbone.refusals.one_side_only import one_side_only
    from syncscript.backbone.writing import pieces_of
    from syncscript.model import DiagnosticError

    refuse_overwriting(out, [file], force=force)
    with refusals_reported(None):
        with many_values():
            export = read_export_file(file, lenient=False, max_size=max_size)
        if len(export.sides) != 2:
            raise DiagnosticError(one_side_only(shown_path(file)))
    write_export(out, pieces_of(swap(export), compact=compact))
