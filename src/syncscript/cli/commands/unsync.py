"""`syncscript unsync`: end a pair, leave its issues as they are."""

from __future__ import annotations

from pathlib import Path

import click

from syncscript.cli.projects import loaded_project, project_option


@click.command("unsync")
@click.argument("key")
@project_option
def command(key: str, project: Path | None) -> None:
    """End the pair that holds issue KEY: its two issues stay as they are and are kept apart from now on.

    Writes to no tracker. What waits in the pair's queue is dropped; no trigger brings the issues
    together again. A pair of an export that no run has looked for yet is forgotten.
    """
    loaded = loaded_project(project)
    from syncscript.app.states import opened_state
    from syncscript.app.unsync import forget_taken, unsync_pairs
    from syncscript.cli.show.runs import issues_text

    with opened_state(loaded, create=False) as store:
        pairs = unsync_pairs(store, key, "syncscript unsync")
        forgotten = forget_taken(store, key, "syncscript unsync")
    if not pairs and not forgotten:
        from syncscript.model import Diagnostic, DiagnosticError

        raise DiagnosticError(
            Diagnostic(
                "C141", f"{key} is not under sync: no pair holds it", help="syncscript status shows what is"
            )
        )
    for pair in pairs:
        both = issues_text({side: ref.key for side, ref in pair.issues.items()})
        word = "was ended before" if pair.state == "stopped" else "no longer in step"
        click.echo(f"{both}: {word} ({pair.connection}); both issues stay as they are")
    for taken in forgotten:
        told = issues_text(taken.keys)
        click.echo(f"{told}: no longer taken over ({taken.connection}); triggers see both as any other issue")
