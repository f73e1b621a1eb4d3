"""The command line: arguments in, text and exit codes out.

Each command is one file in `commands`. Nothing is decided here about issues, and nothing heavy is
imported before a command needs it.
"""

from __future__ import annotations


def main() -> None:
    """Run the command that the process's arguments name, and exit."""
    import sys

    from syncscript.cli.help_text import kept_help

    help = kept_help(sys.argv[1:])
    if help is not None:
        sys.stdout.write(help)
        return

    from syncscript.cli.group import syncscript
    from syncscript.cli.stopping import end_on_sigterm

    end_on_sigterm()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    syncscript(prog_name="syncscript")


__all__ = ["main"]
