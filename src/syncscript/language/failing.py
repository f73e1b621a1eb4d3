"""Faults of a run in the words of the language: what a host's error means, and where in the rule it was.

Refuses to decide what becomes of the run.
"""

from __future__ import annotations

from types import TracebackType


def plain_words(error: Exception) -> str:
    """A host's error in the words of the language."""
    if isinstance(error, NameError):
        return "A variable is read before it has a value."
    if isinstance(error, TypeError | AttributeError):
        return "These values do not fit this operation."
    if isinstance(error, ArithmeticError):
        return "A number is out of range here."
    return "This expression cannot be evaluated."


def place_of(traceback: TracebackType | None, filename: str) -> tuple[int, int, int, int] | None:
    """Where in the rule the innermost frame of it stood: line, column, end line, end column."""
    found = None
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename == filename:
            positions = list(code.co_positions())[traceback.tb_lasti // 2]
            line, end_line, column, end_column = positions
            line = line or traceback.tb_lineno
            found = (line, (column or 0) + 1, end_line or line, (end_column or column or 0) + 1)
        traceback = traceback.tb_next
    return found
