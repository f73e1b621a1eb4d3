"""The table of the first look: what changed where, and what the merge makes of a field then."""

from __future__ import annotations

from typing import Any

import pytest

from syncscript.engine.merging.merge import Verdict, merge_field
from syncscript.engine.takeover.former_bases import Former, former_base

SAME, LEAVE, TAKE, CONFLICT = Verdict.SAME, Verdict.LEAVE, Verdict.TAKE, Verdict.CONFLICT


def verdict(asked: Any, ours_then: Any, ours: Any, theirs: Any, there: bool, here: bool) -> Any:
    base = former_base(Former(asked, ours_then, there, here), ours, theirs)
    return merge_field(base, ours, theirs)


@pytest.mark.parametrize(("ours", "theirs", "there", "here", "expected"), [
    ("a", "a", False, False, SAME), ("a", "a", True, True, SAME), (None, "", True, False, SAME),
    ("a", "b", True, False, TAKE), ("a", None, True, False, TAKE), (None, "b", True, False, TAKE),
    ("a", "b", False, True, LEAVE), ("a", None, False, True, LEAVE), (None, "b", False, True, LEAVE),
    ("a", "b", False, False, LEAVE), ("a", None, False, False, LEAVE), (None, "b", False, False, LEAVE),
    ("a", "b", True, True, CONFLICT), (None, "b", True, True, CONFLICT), ("a", None, True, True, CONFLICT),
    (5, 5.5, True, False, TAKE), (True, False, False, False, LEAVE),
])  # fmt: skip
def test_a_value(ours: Any, theirs: Any, there: bool, here: bool, expected: Verdict) -> None:
    assert verdict("then", "then", ours, theirs, there, here).verdict is expected


@pytest.mark.parametrize(("here", "expected"), [(False, TAKE), (True, CONFLICT)])
def test_a_later_edit_there_meets_what_was_left(here: bool, expected: Verdict) -> None:
    """A difference that was left goes over at its next edit; an edit of ours on its way resists it."""
    base = former_base(Former("old", "old", False, here), "ours", "old")
    assert merge_field(base, "ours", "newer").verdict is expected


S = frozenset


@pytest.mark.parametrize(("asked", "ours_then", "ours", "theirs", "there", "here", "expected"), [
    ("ab", "ab", "ab", "ab", False, False, "ab"),
    ("ab", "ab", "ab", "abc", True, False, "abc"),
    ("ab", "ab", "ab", "a", True, False, "a"),
    ("ab", "ab", "ab", "", True, False, ""),
    ("ab", "ab", "abc", "ab", False, True, "abc"),
    ("ab", "ab", "a", "ab", False, True, "a"),
    ("ab", "bx", "bx", "ab", False, False, "bx"),
    ("ab", "bx", "bx", "abc", True, False, "bxc"),
    ("ab", "bx", "bx", "a", True, False, "x"),
    ("ab", "ab", "abd", "bc", True, True, "bcd"),
    ("a", "", "a", "", True, True, "a"),
    ("", "", "x", "x", True, True, "x"),
])  # fmt: skip
def test_a_set_by_element(
    asked: str, ours_then: str, ours: str, theirs: str, there: bool, here: bool, expected: str
) -> None:
    merged = verdict(S(asked), S(ours_then), S(ours), S(theirs), there, here)
    assert merged.value == S(expected)
    assert merge_field(merged.base, merged.value, S(theirs)).verdict in (SAME, LEAVE)


def test_what_both_hold_is_removed_with_the_original_later() -> None:
    base = former_base(Former(S("ab"), S("abx"), False, False), S("abx"), S("ab"))
    assert merge_field(base, S("abx"), S("a")).value == S("ax")


def test_one_element_of_a_side_without_a_set_counts() -> None:
    assert verdict(None, None, None, S("a"), True, False).value == S("a")
