"""Which connector of an export is which side of a connection: told by the projects of its issues.

Moved issues do not decide; where both projects have the same key, a person names the first one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from syncscript.backbone.containers import Side
from syncscript.backbone.entries import LOCAL, project_of, text_of
from syncscript.backbone.refusals.other_projects import other_projects
from syncscript.backbone.refusals.side_undecided import side_undecided
from syncscript.model import DiagnosticError


def side_order(
    first: Side, second: Side, projects: Mapping[str, str], named: str | None = None
) -> tuple[str, str]:
    """The names of a connection's sides, that of the first connector first.

    projects: by the sides' names; named: the side that a person says comes first. DiagnosticError where
    neither way fits, or where both do and nobody says which.
    """
    one, other = projects
    orders = ((one, other), (other, one))
    fitting = [(a, b) for a, b in orders if _fits(first, projects[a]) and _fits(second, projects[b])]
    if named is not None:
        fitting = [order for order in fitting if order[0] == named]
    if not fitting:
        raise DiagnosticError(other_projects([projects_of(first), projects_of(second)], projects))
    if len(fitting) > 1:
        raise DiagnosticError(side_undecided(projects))
    return fitting[0]


def projects_of(side: Side) -> list[str]:
    """The projects of a side's own issues, that of most of them first."""
    counted = Counter(project_of(text_of(entry, LOCAL)) for entry in side.entries)
    return [project for project, _ in counted.most_common()]


def _fits(side: Side, project: str) -> bool:
    return not side.entries or project.casefold() in {found.casefold() for found in projects_of(side)}
