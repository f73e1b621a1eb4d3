"""`syncscript backbone migrate`: the whole way from two exports to a sync that goes on here, step by step."""

from __future__ import annotations

from pathlib import Path

import click

from syncscript.cli import exits
from syncscript.cli.completing import connections_of
from syncscript.cli.exports import key_pattern_option, max_size_option, unreadable
from syncscript.cli.merge_options import merge_options
from syncscript.cli.projects import loaded_project, project_option


@click.command("migrate")
@click.argument("primary")
@click.argument("secondary")
@click.option("--migrating", type=click.Choice(["primary", "secondary"]), required=True,
              help="Whose side moved to the cloud.")  # fmt: skip
@click.option("--connection", metavar="NAME", required=True, shell_complete=connections_of,
              help="The connection that goes on with these pairs.")  # fmt: skip
@merge_options
@click.option("--lenient", is_flag=True, help="Mend slips of hand editing, as validate does.")
@click.option("--fields", metavar="NAMES", default="summary", show_default=True,
              help="What the resync sends, with commas between them.")  # fmt: skip
@click.option("--first", metavar="INSTANCE",
              help="Whose side stayed, where the projects do not tell it.")  # fmt: skip
@click.option("--allow-moved", is_flag=True, help="Issues of several projects in one side are a warning.")
@click.option("--require-drained", is_flag=True, help="Messages that were sent and not received are errors.")
@click.option("--folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
              help="Where the merged file and the reports go. Default: beside the state.")  # fmt: skip
@click.option("--yes", is_flag=True, help="Do not ask before pairs are taken over and trackers change.")
@key_pattern_option
@max_size_option
@project_option
@click.pass_context
def command(
    ctx: click.Context, primary: str, secondary: str, migrating: str, connection: str,
    rekey: dict[str, dict[str, str]], id_maps: tuple[tuple[str, str, str], ...], only_matched: bool,
    allow: frozenset[str], lenient: bool, fields: str, first: str | None, allow_moved: bool,
    require_drained: bool, folder: Path | None, yes: bool, issue_key: str, max_size: int,
    project: Path | None,
) -> None:  # fmt: skip
    """Check and merge the exports PRIMARY and SECONDARY, take their pairs over, and send their fields again.

    Asks before the pairs are kept and before anything is written to a tracker. Steps that are done are not
    done again: stopped at any moment, the same command goes on. Ends with a report in Markdown and HTML.
    Exit code: 0 done, 1 something stands still or an export has errors, 3 an export cannot be read, 4 refused
    or declined, 75 a run holds the state.
    """
    from syncscript.app.backbone.importing import Refused, Wrong
    from syncscript.app.backbone.merging import Wishes
    from syncscript.app.backbone.migrating import Migration
    from syncscript.app.backbone.output import NotOverwritten
    from syncscript.app.choosing import chosen_connections
    from syncscript.app.clock import clock
    from syncscript.backbone import Conditions, Unreadable
    from syncscript.cli.migrating.asking import GO_ON, Stops
    from syncscript.cli.migrating.call import Call
    from syncscript.cli.migrating.guide import guide
    from syncscript.cli.show.imports import refusal_lines

    loaded = loaded_project(project)
    chosen_connections(loaded, [connection])
    place = folder or loaded.state_path.parent / "migrations" / connection
    wishes = Wishes(migrating, rekey, id_maps, only_matched, allow)
    names = tuple(fields.split(","))
    wanted = Migration(primary, secondary, wishes, connection, names, place, max_size, lenient)
    if "-" in wanted.inputs:
        raise click.UsageError("a migration that goes on reads its files again: name files, not -")
    conditions = Conditions(allow_moved, require_drained, issue_key, int(clock().timestamp() * 1000))
    try:
        ctx.exit(guide(Call(loaded, wanted, conditions, first, yes)))
    except Unreadable as error:
        unreadable(error, None)
    except Refused as error:
        for line in refusal_lines(error.diagnostics):
            click.echo(line, err=True)
        ctx.exit(exits.REFUSED)
    except Stops as error:
        click.echo(f"stopped: {error}; {error.next_act}", err=True)
        ctx.exit(error.code)
    except (NotOverwritten, Wrong) as error:
        click.echo(f"stopped: {error}; {GO_ON}", err=True)
        ctx.exit(exits.REFUSED)
