"""The conformance cases of this folder, for the tests that run them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from syncscript.cli.judging import Case, cases_below

HOME = Path(__file__).parent


def all_cases() -> Iterator[Case]:
    return cases_below(HOME)
