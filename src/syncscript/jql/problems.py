"""Why a text is no JQL: a kind, and where. Refuses to put it into words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """kind: a function of `wording`, such as `operator_missing`; found: what stands there, empty for the end
    of the query; start and end: where in the query, never outside of it."""

    kind: str
    found: str
    start: int
    end: int


class NotJql(Exception):
    """A text is no query of JQL."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.kind}: {problem.found!r} at {problem.start}")
        self.problem = problem
