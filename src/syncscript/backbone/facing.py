"""Which connector of an export is which side of a connection: told by the projects of its issues.

Moved issues do not decide; the first connector of a sync inside one project is named by a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from syncscript.model import Diagnostic, DiagnosticError, Json

Entries = Sequence[Mapping[str, Json]]


def side_order(first: Entries, second: Entries, projects: Mapping[str, str], named: str | None = None
               ) -> tuple[str, str]:  # fmt: skip
    """The names of the sides, that of the first connector first.

    projects: of the connection's two sides, by name; named: the side that a person says comes first.
    DiagnosticError where neither way fits, or where both do and nobody says which.
    """
    orders = [tuple(projects), tuple(projects)[::-1]]
    fitting = [order for order in orders if _fits(first, projects[order[0]])
               and _fits(second, projects[order[1]])]  # fmt: skip
    if named is not None:
        fitting = [order for order in fitting if order[0] == named]
    if not fitting:
        raise DiagnosticError(_do_not_face(first, second, projects))
    if len(fitting) > 1:
        raise DiagnosticError(_undecided(projects))
    order = fitting[0]
    return order[0], order[1]


def projects_of(entries: Entries) -> list[str]:
    """The projects of a side's own issues, that of most of them first."""
    keys = (str(entry.get("localIssueKey") or "").rpartition("-")[0] for entry in entries)
    return [project for project, _ in Counter(keys).most_common()]


def _fits(entries: Entries, project: str) -> bool:
    return not entries or project.casefold() in {found.casefold() for found in projects_of(entries)}


def _do_not_face(first: Entries, second: Entries, projects: Mapping[str, str]) -> Diagnostic:
    told = " and ".join(", ".join(projects_of(side)[:3]) or "nothing" for side in (first, second))
    known = " and ".join(f"{project} ({side})" for side, project in projects.items())
    return Diagnostic("BB024", f"the export is of {told}; the connection is of {known}",
                      help="if a project has another key now, rewrite it first: syncscript backbone merge "
                      "--rekey; else choose the right --connection or --first")  # fmt: skip


def _undecided(projects: Mapping[str, str]) -> Diagnostic:
    names = " or ".join(f"--first {side}" for side in projects)
    return Diagnostic("BB024", "the projects do not tell which side comes first in the export",
                      help=f"say which one firstConnector is: {names}")  # fmt: skip
