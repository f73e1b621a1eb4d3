"""Where a migration stops: a person is asked before pairs are kept and before trackers change."""

from __future__ import annotations

import sys

import click

from syncscript.cli import exits

GO_ON = "call this command again to go on"


class Stops(Exception):
    """A step cannot be done now. next_act: what the person does first; code: what the command ends with."""

    def __init__(self, told: str, next_act: str = GO_ON, code: int = exits.SOME_FAILED) -> None:
        super().__init__(told)
        self.next_act = next_act
        self.code = code


def agreed(told: str, question: str, *, yes: bool) -> bool:
    """Whether the person says yes; to end the input, or Ctrl-C, is no. DiagnosticError where nobody is there
    to say it."""
    from syncscript.cli.show.paint import is_terminal
    from syncscript.model import Diagnostic, DiagnosticError

    if yes:
        return True
    if not is_terminal(sys.stdin):
        problem = f"nobody is there to ask: {told}"
        help = "give --yes; steps that are done stay done"
        raise DiagnosticError(Diagnostic("C145", problem, help=help))
    click.echo(told, err=True)
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        click.echo(err=True)
        return False
