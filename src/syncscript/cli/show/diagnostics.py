"""Diagnostics as text: the place, what is wrong, the line it is about, and the next act."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from syncscript.model import Diagnostic

_STEERING = (*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = {code: f"\\x{code:02x}" for code in _STEERING}


def terminal_safe(text: str) -> str:
    """The text with control characters made visible, so that an issue's content cannot steer a terminal."""
    return text.translate(_CONTROLS)


def diagnostic_text(diagnostic: Diagnostic) -> str:
    return terminal_safe(str(diagnostic))


def problem_lines(diagnostic: Diagnostic, indent: str) -> list[str]:
    """A problem inside a longer text: its message, its place, and the next act on a line of its own."""
    place = f" ({diagnostic.span})" if diagnostic.span else ""
    lines = [f"{diagnostic.message}{place} [{diagnostic.code}]"]
    if diagnostic.help:
        lines.append(f"  help: {diagnostic.help}")
    return [f"{indent}{part}" for line in lines for part in terminal_safe(line).splitlines()]
