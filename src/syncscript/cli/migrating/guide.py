"""The order of a migration's steps, and which of them are done: what an earlier call did is in the journal.

What each step does is what its own command does. Refuses to know what that is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from syncscript.cli import exits
from syncscript.cli.migrating.exports_checked import check, merge
from syncscript.cli.migrating.previewing import preview
from syncscript.cli.migrating.sending import chosen, resync, verify
from syncscript.cli.migrating.taking_over import take_over

if TYPE_CHECKING:
    from syncscript.app.backbone.journal import Journal, Told
    from syncscript.cli.migrating.call import Call

Step = Callable[["Call"], "Told"]
STEPS: dict[str, Step] = {
    "check": check, "merge": merge, "import": take_over, "preview": preview, "resync": resync
}  # fmt: skip


def guide(call: Call) -> int:
    """All steps that are left, then the report; the command's exit code. Stops, and what a step may raise."""
    chosen(call)
    journal = call.wanted.journal(call.conditions)
    for name, step in STEPS.items():
        done = journal.done.get(name)
        if done is not None and _still_holds(call, name):
            click.echo(f"{name}: done {done.at}")
            continue
        journal = _noted(journal if done is None else _without(journal, name), name, step(call))
    return _report(call, _noted(journal, "verify", verify(call)))


def _still_holds(call: Call, step: str) -> bool:
    """What a step left can be taken away by hand; then it is done again, and all behind it."""
    if step == "merge":
        return call.wanted.merged.is_file()
    return step != "import" or call.standing().taken > 0


def _without(journal: Journal, step: str) -> Journal:
    names = list(STEPS)
    return journal.without(names[names.index(step) :])


def _noted(journal: Journal, name: str, told: Told) -> Journal:
    from syncscript.app.clock import clock
    from syncscript.cli.show.diagnostics import terminal_safe

    after = journal.noted(name, clock().isoformat(timespec="seconds"), told)
    click.echo(f"{name}:")
    for line in told.lines:
        click.echo(f"  {terminal_safe(line)}")
    return after


def _report(call: Call, journal: Journal) -> int:
    from syncscript.app.writing_files import write_file
    from syncscript.cli.show.migrations import report_page
    from syncscript.cli.show.report_pages import as_html, as_markdown
    from syncscript.config import hide_secrets

    standing = call.standing()
    page = report_page(call.wanted, journal, standing)
    for name, text in (("report.md", as_markdown(page)), ("report.html", as_html(page))):
        write_file(call.wanted.folder / name, hide_secrets(text).encode())
    click.echo(f"report: {call.wanted.folder / 'report.md'}, and report.html beside it")
    click.echo(f"next: syncscript run --connection {call.wanted.connection}")
    return exits.SOME_FAILED if standing.failed or standing.gone or standing.pending else exits.DONE
