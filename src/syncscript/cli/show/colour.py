"""Rules and values in colour, where the reader is a terminal that wants them."""

from __future__ import annotations

from syncscript.cli.show.paint import Paint


def coloured(text: str, paint: Paint) -> str:
    """A rule, or a value as a rule would write it. Control characters must be out of it already."""
    if not paint.is_on:
        return text
    from pygments import highlight
    from pygments.formatters import TerminalFormatter

    from syncscript.highlighting import RuleLexer

    return highlight(text, RuleLexer(stripnl=False, ensurenl=False), TerminalFormatter())
