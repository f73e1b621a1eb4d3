"""Where in syncscript.toml a choice stands that cannot be used.

Refuses to judge choices.
"""

from __future__ import annotations

import re
from dataclasses import replace

from syncscript.app.linting.home import FILE_NAME
from syncscript.config.places import places_of_keys
from syncscript.model import Diagnostic, DiagnosticError, Span

SAID = re.compile(rf"{re.escape(FILE_NAME)}: (lint\.\w+): (there is no rule or group (.+))")


def placed_in(text: str, error: Exception) -> Exception:
    """text: of the settings. What is no diagnostic stays as it is."""
    if not isinstance(error, DiagnosticError):
        return error
    return DiagnosticError(*(placed(text, each) for each in error.diagnostics))


def placed(text: str, told: Diagnostic) -> Diagnostic:
    """On the first mention of the name behind the key that it was chosen in."""
    match = SAID.fullmatch(told.message)
    key = places_of_keys(text, FILE_NAME).get(tuple(match[1].split("."))) if match else None
    if match is None or key is None:
        return told
    lines = text.splitlines()
    for number in range(key.line, len(lines) + 1):
        column = lines[number - 1].find(match[3]) + 1
        if column:
            span = Span(FILE_NAME, number, column, number, column + len(match[3]))
            return replace(told, message=f"{match[1]}: {match[2]}", span=span, excerpt=lines[number - 1])
    return told
