"""`syncscript retry`: let a pair that stands still be tried by the next run."""

from __future__ import annotations

from pathlib import Path

import click

from syncscript.cli.projects import loaded_project, project_option

_TRIED_AGAIN = "the next run tries it again"
_NEXT = {
    "active": "nothing had failed; the next run looks at it as ever",
    "doubtful": "the next run looks again for the write that got no answer",
    "stopped": "was ended, by unsync or by a rule; no run tries it again",
}


@click.command("retry")
@click.argument("key")
@project_option
def command(key: str, project: Path | None) -> None:
    """Let the pair that holds issue KEY be tried by the next run, however often it failed.

    Writes to no tracker. Messages that wait for the pair keep their order.
    """
    loaded = loaded_project(project)
    from syncscript.app.clock import clock
    from syncscript.app.retry import retry_pairs
    from syncscript.app.states import opened_state
    from syncscript.cli.show.runs import issues_text

    with opened_state(loaded, create=False) as store:
        pairs = retry_pairs(store, key, "syncscript retry", clock())
    if not pairs:
        from syncscript.model import Diagnostic, DiagnosticError

        raise DiagnosticError(
            Diagnostic(
                "C141", f"{key} is not under sync: no pair holds it", help="syncscript status shows what is"
            )
        )
    for pair in pairs:
        both = issues_text({side: ref.key for side, ref in pair.issues.items()})
        click.echo(f"{both}: {_NEXT.get(pair.state, _TRIED_AGAIN)} ({pair.connection})")
