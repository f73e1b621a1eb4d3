"""Hostile input costs as much as long input: work is counted in calls, not on a clock."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from syncscript.richtext import canonical_wiki

_PIECES = [
    "*",
    "[",
    "{",
    "_a ",
    "*a* ",
    "[a|",
    "{{",
    "{code}",
    "{quote}",
    "{color:red}a",
    "|",
    "|a|\n",
    "||",
    "** a\n* b\n",
    "\\",
    "\\\\ ",
    "{*}a",
    "&#",
    "http://",
    "a\n",
    "\n\n",
    "{{a",
    "h1. a\n",
    "*#",
    "[\\",
    "{panel:",
    "# \n{code}",
    "[~accountid:",
    "|[a",
    "{code}{quote}",
]


def _calls(text: str) -> int:
    count = 0

    def note(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        canonical_wiki(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", _PIECES)
def test_twice_the_text_is_about_twice_the_work(piece: str) -> None:
    small = _calls(piece * (400 // len(piece)))
    large = _calls(piece * (800 // len(piece)))
    assert large < 2.4 * small + 500


@pytest.mark.parametrize("piece", _PIECES)
def test_long_hostile_text_is_no_trouble(piece: str) -> None:
    assert isinstance(canonical_wiki(piece * (4_000 // len(piece))), str)
