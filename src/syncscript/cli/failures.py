"""What is said, and which code is returned, when a command cannot do its work.

Mistakes of the user's are printed as they are. For anything unexpected the screen gets a short
message, and a file gets the details; no secret goes to either.
"""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

import click

from syncscript.cli import exits
from syncscript.cli.group import ASKED
from syncscript.cli.show.diagnostics import diagnostic_text, terminal_safe
from syncscript.config.secret import hide_secrets
from syncscript.contracts import StateError, StateHeld, TrackerError
from syncscript.model import Diagnostic, DiagnosticError

_MACHINE_IS_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

ROOT = "syncscript.root"
"""Where a command notes its project's folder in the context."""


def exit_code_of(error: BaseException, ctx: click.Context) -> int:
    """Tell the person what happened, on stderr, and return the exit code."""
    code = _told(error, ctx)
    is_detailed = "--detailed-exitcode" in ctx.meta.get(ASKED, ())
    return exits.ERROR if is_detailed and code < exits.STOPPED else code


def _told(error: BaseException, ctx: click.Context) -> int:
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, DiagnosticError):
        return _say(error.diagnostics, exits.FINDINGS if _is_about_exports(error) else exits.USAGE)
    if isinstance(error, StateHeld):
        return _say((error.diagnostic,), exits.HELD)
    if isinstance(error, StateError):
        return _say((error.diagnostic,), exits.SOME_FAILED if error.trusted else exits.UNTRUSTED_STATE)
    if isinstance(error, TrackerError):
        return _say((error.diagnostic,), exits.SOME_FAILED)
    if isinstance(error, KeyboardInterrupt):
        click.echo("stopped", err=True)
        return exits.STOPPED + 2
    if isinstance(error, BrokenPipeError):
        _silence_stdout()
        return exits.BROKEN_PIPE
    if isinstance(error, OSError) and error.errno in _MACHINE_IS_FULL:
        return _say((_full(error),), exits.SOME_FAILED)
    if isinstance(error, Exception):
        return _unexpected(error, ctx)
    raise error


def _is_about_exports(error: DiagnosticError) -> bool:
    """What an export says is a finding, wherever it is found; nobody called a command in a wrong way."""
    return all(diagnostic.code.startswith("BB") for diagnostic in error.diagnostics)


def _full(error: OSError) -> Diagnostic:
    """No room for what is printed: a report into a file on a full disk, for instance."""
    _silence_stdout()
    where = f" ({error.filename})" if error.filename else ""
    help = "make room, then look: syncscript status; what was done is in the state"
    return Diagnostic("C170", f"the output cannot be written: {error.strerror}{where}", help=help)


def _say(diagnostics: tuple[Diagnostic, ...], code: int) -> int:
    for diagnostic in diagnostics:
        click.echo(diagnostic_text(diagnostic), err=True)
    return code


def _unexpected(error: Exception, ctx: click.Context) -> int:
    details = hide_secrets("".join(traceback.format_exception(error)))
    asked = hide_secrets(" ".join(ctx.meta.get(ASKED, ())))
    path = _write_details(f"syncscript {asked}\nPython {sys.version}\n\n{details}", ctx.meta.get(ROOT))
    summary = terminal_safe(hide_secrets(f"{type(error).__name__}: {error}")).splitlines() or [""]
    click.echo(
        diagnostic_text(
            Diagnostic(
                "X001",
                f"this should not have happened: {summary[0][:200]}",
                help=f"the details are in {path}; nothing was lost, the next run goes on; "
                "report it with that file (it names files and issues, but no secret)",
            )
        ),
        err=True,
    )
    return exits.USAGE


def _write_details(text: str, root: Path | None) -> str:
    """Write into the project's own folder, else where temporary files go; the path, or why not."""
    name = f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.log"
    folders = [Path(root) / ".syncscript"] if root else []
    for folder in (*folders, Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
        except OSError:
            continue
        return str(folder / name)
    return "no file (the disk may be full)"


def _silence_stdout() -> None:
    """Whoever read our output is gone; the interpreter must not complain about it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
