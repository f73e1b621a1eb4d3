"""What rules say, where it is no harm that they cannot say it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from syncscript.contracts import TrackerError
from syncscript.language import RuleFailure

Told = TypeVar("Told")


def or_nothing(tell: Callable[[], Told]) -> Told | None:
    """None where rules fail, or a tracker refuses to answer them. A retryable TrackerError is passed on."""
    try:
        return tell()
    except RuleFailure:
        return None
    except TrackerError as error:
        if error.retryable:
            raise
        return None
