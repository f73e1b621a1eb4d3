"""The conformance cases of this folder, for the tests that run them; read once in a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from syncscript.cli.judging import Case, cases_below

HOME = Path(__file__).parent


@cache
def all_cases() -> tuple[Case, ...]:
    """No one may change their contents."""
    return tuple(cases_below(HOME))
