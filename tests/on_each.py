"""One test for a table of cases: each case is checked, and the test tells every one that failed, by name.

pytest spends two milliseconds on an item, which is more than most cases take. So what has cases by the
hundred is dealt out to a few parts, for the sake of cores, and not to an item each.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from typing import Any

import pytest

LONGEST_NAME = 300


def on_each(
    cases: Iterable[Any], shown: Callable[[Any], object] = repr, *, parts: int = 1
) -> Callable[[Callable[..., None]], Callable[[int], None]]:
    """Make a check of one case a test of all of them. A tuple is given as arguments of their own.

    shown: what a case is called where it failed.
    """
    every = list(cases)

    def tested(check: Callable[..., None]) -> Callable[[int], None]:
        @pytest.mark.parametrize("part", range(parts))
        def test(part: int) -> None:
            dealt = every[part::parts]
            assert dealt, "no cases"
            wrong = [told for case in dealt if (told := failure_of(check, case, shown))]
            if wrong:
                pytest.fail(f"{len(wrong)} of {len(dealt)} failed:\n" + "\n".join(wrong), pytrace=False)

        test.__name__, test.__qualname__ = check.__name__, check.__qualname__
        test.__doc__, test.__module__ = check.__doc__, check.__module__
        return test

    return tested


def failure_of(check: Callable[..., None], case: Any, shown: Callable[[Any], object]) -> str:
    """The case and what went wrong with it; empty when nothing did."""
    try:
        check(*case) if isinstance(case, tuple) else check(case)
    except Exception as error:
        how = "".join(traceback.format_exception(error, limit=-2))
        return f"---- {str(shown(case))[:LONGEST_NAME]}\n{how}"
    return ""
