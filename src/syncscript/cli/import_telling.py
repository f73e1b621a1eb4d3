"""What `backbone import` says of the export on the way, on the screen and in its report, and how it ends.

The report has everything, also where the command ends early; the screen has what a person must know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from syncscript.cli import exits
from syncscript.cli.exports import tell_found, unreadable, write_lines

if TYPE_CHECKING:
    from syncscript.backbone import Finding, Repair
    from syncscript.model import Diagnostic


@dataclass(slots=True)
class Told:
    """All that was found so far; in the report too, whatever comes after it."""

    report: Path | None
    lines: list[str] = field(default_factory=list)

    def note(self, findings: tuple[Finding, ...], *, also_infos: bool = False) -> None:
        """Print what a person must know."""
        from syncscript.backbone import Level
        from syncscript.cli.show.exports import report_lines

        tell_found(found for found in findings if also_infos or found.level is not Level.INFO)
        self._keep(report_lines(findings))

    def mended(self, repairs: list[tuple[str, Repair]]) -> None:
        from syncscript.cli.show.exports import repair_report_line

        tell_found((), repairs)
        self._keep(map(repair_report_line, repairs))

    def refuse(self, reasons: tuple[Diagnostic, ...]) -> None:
        from syncscript.cli.show.imports import refusal_lines

        self.keep_reasons(reasons)
        for line in refusal_lines(reasons):
            click.echo(line, err=True)

    def keep_reasons(self, reasons: tuple[Diagnostic, ...]) -> None:
        """In the report alone."""
        from syncscript.cli.show.exports import refusal_line

        self._keep(map(refusal_line, reasons))

    def _keep(self, lines: Iterable[str]) -> None:
        if self.report:
            self.lines += lines
            write_lines(self.report, self.lines)


@contextmanager
def ended(told: Told) -> Iterator[None]:
    """Say why nothing was taken over, and end."""
    from syncscript.app.backbone.existing import Unanswered
    from syncscript.app.backbone.importing import Declined, Refused, Wrong
    from syncscript.backbone import Unreadable
    from syncscript.model import DiagnosticError

    try:
        yield
    except Unreadable as error:
        unreadable(error, told.report)
    except Wrong as error:
        told.note(error.findings, also_infos=True)
        click.echo("nothing was taken over: the export has errors", err=True)
        end(exits.FINDINGS)
    except Unanswered as error:
        told.refuse(error.diagnostics)
        end(exits.SOME_FAILED)
    except Refused as error:
        told.refuse(error.diagnostics)
        end(exits.REFUSED)
    except DiagnosticError as error:
        told.keep_reasons(error.diagnostics)
        raise
    except Declined:
        click.echo("nothing was taken over", err=True)
        end(exits.REFUSED)


def end(code: int) -> NoReturn:
    raise click.exceptions.Exit(code)
