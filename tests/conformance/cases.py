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


@cache
def running_cases() -> tuple[Case, ...]:
    """Those that run a rule, or try to; the others format one."""
    return tuple(case for case in all_cases() if "format" not in case.content)
