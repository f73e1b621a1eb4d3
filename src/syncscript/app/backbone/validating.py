"""Reads one export or two, checks what is in them and counts it. Refuses to print."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from syncscript.app.backbone.exchanges import left_in
from syncscript.app.backbone.files import many_values, read_export_file, shown_path
from syncscript.backbone import (
    Conditions,
    Export,
    Finding,
    Level,
    Repair,
    Side,
    Unreadable,
)
from syncscript.backbone.checking import found_in_side, found_in_two
from syncscript.backbone.checks.messages_not_received import not_told_by_one
from syncscript.backbone.counting import MatchCounts, SideCounts, match_counts, side_counts
from syncscript.backbone.findings import in_order
from syncscript.backbone.headings import check_others
from syncscript.backbone.two_views import TwoViews
from syncscript.backbone.views import SideView
from syncscript.model import Diagnostic, DiagnosticError


@dataclass(frozen=True, slots=True)
class Validated:
    """match: None where there is one side only, or two that do not belong together; repairs: by name of
    the file."""

    sides: tuple[SideCounts, ...]
    match: MatchCounts | None
    findings: tuple[Finding, ...]
    repairs: tuple[tuple[str, Repair], ...]

    def count(self, level: Level) -> int:
        return sum(1 for finding in self.findings if finding.level is level)


def validated(
    files: Iterable[str],
    conditions: Conditions,
    exchanges: Iterable[str] = (),
    *,
    lenient: bool,
    strict: bool,
    max_size: int,
) -> Validated:
    """Unreadable when files are no exports; DiagnosticError when two files do not make two sides."""
    with many_values():
        named = list(all_read(files, lenient, max_size))
        views = [SideView(side, conditions.issue_key) for side in sides_of(named)]
        if len(views) == 1:
            found, match = found_in_side(views[0], conditions), None
            found += not_told_by_one(views[0].side, conditions)
        else:
            two = TwoViews(*views)
            found, match = found_in_two(two, conditions), match_counts(two) if two.are_comparable else None
        found = in_order([*left_in(exchanges), *others_of(named), *found], [view.side.name for view in views])
        repairs = tuple((shown_path(path), repair) for path, export in named for repair in export.repairs)
        counts = tuple(side_counts(view) for view in views)
        return Validated(counts, match, tuple(harder(found) if strict else found), repairs)


def all_read(files: Iterable[str], lenient: bool, max_size: int) -> Iterator[tuple[str, Export]]:
    """Each with its path. Unreadable with the reasons of all that are no exports, so that nobody corrects one
    file to hear of the next."""
    refused: list[Diagnostic] = []
    for path in files:
        try:
            yield path, read_export_file(path, lenient=lenient, max_size=max_size)
        except Unreadable as error:
            refused.append(error.diagnostic)
    if refused:
        raise Unreadable(*refused)


def sides_of(named: list[tuple[str, Export]]) -> tuple[Side, ...]:
    """The sides of one file under their own names, those of two files under the files' names."""
    if len(named) == 1:
        return named[0][1].sides
    for path, export in named:
        if len(export.sides) > 1:
            raise DiagnosticError(
                Diagnostic(
                    "C197",
                    f"{shown_path(path)} holds both sides already",
                    help="validate it alone: its sides are checked against each other",
                )
            )
    names = file_names([path for path, _ in named])
    return tuple(replace(export.sides[0], name=name) for name, (_, export) in zip(names, named, strict=True))


def file_names(paths: list[str]) -> list[str]:
    """Short where that tells them apart; the same file twice is told apart, too."""
    short = [Path(shown_path(path)).name for path in paths]
    if len(set(short)) == len(short):
        return short
    if len(set(paths)) == len(paths):
        return [shown_path(path) for path in paths]
    return [f"{shown_path(path)} ({number})" for number, path in enumerate(paths, 1)]


def others_of(named: list[tuple[str, Export]]) -> list[Finding]:
    return [finding for _, export in named for finding in check_others(export)]


def harder(findings: Iterable[Finding]) -> list[Finding]:
    """Warnings as errors."""
    return [replace(each, level=Level.ERROR) if each.level is Level.WARNING else each for each in findings]


def softer(findings: Iterable[Finding], allowed: Collection[str]) -> Iterator[Finding]:
    """Errors that were allowed by their code as warnings."""
    for each in findings:
        is_allowed = each.level is Level.ERROR and each.code in allowed
        yield replace(each, level=Level.WARNING) if is_allowed else each
