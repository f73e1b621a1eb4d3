"""Runs the checks over one side or two. Refuses to know any of them, and what is done about a finding."""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.containers import Side
from syncscript.backbone.findings import Conditions, Finding, in_order
from syncscript.backbone.registry import Check, Told, checks
from syncscript.backbone.two_views import TwoViews
from syncscript.backbone.views import SideView

USUAL = Conditions()


def check_side(side: Side, conditions: Conditions = USUAL) -> list[Finding]:
    """What is wrong inside of one side, in order."""
    return found_in_side(SideView(side, conditions.issue_key), conditions)


def check_two(first: Side, second: Side, conditions: Conditions = USUAL) -> list[Finding]:
    """What is wrong inside of each side and between them, in order. The sides have different names."""
    views = (SideView(side, conditions.issue_key) for side in (first, second))
    return found_in_two(TwoViews(*views), conditions)


def found_in_side(view: SideView, conditions: Conditions) -> list[Finding]:
    return in_order(side_findings(view, conditions), [view.side.name])


def found_in_two(two: TwoViews, conditions: Conditions) -> list[Finding]:
    views = (two.first, two.second)
    found = [finding for view in views for finding in side_findings(view, conditions)]
    return in_order([*found, *two_findings(two, conditions)], [view.side.name for view in views])


def side_findings(view: SideView, conditions: Conditions) -> Iterator[Finding]:
    for check in checks():
        if check.side:
            for told in check.side(view, conditions):
                yield finding_of(check, told, view)


def two_findings(two: TwoViews, conditions: Conditions) -> Iterator[Finding]:
    for check in checks():
        if check.two:
            for told in check.two(two, conditions):
                yield finding_of(check, told, two.second if told.second else two.first)


def finding_of(check: Check, told: Told, view: SideView) -> Finding:
    side, index, level = view.side, told.index, told.level or check.level
    if index is None:
        return Finding(check.code, level, side.name, side.root + told.path, "", "", told.message)
    return Finding(
        check.code, level, side.name, side.pointer(index, told.path), view.local[index], view.remote[index],
        told.message,
    )  # fmt: skip
