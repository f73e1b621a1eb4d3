"""Writes programs by grammars: `python -m tests.groovy.generate`; record the files afterwards.

Hypothesis draws them without chance from outside, so the same version writes the same programs. Refuses to
know any answer.
"""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings

from tests.groovy.cases import HOME, Case, read_cases, write_cases
from tests.groovy.grammar import KINDS, by_kind
from tests.groovy.statements import Texts, scripts

EXPRESSIONS, SCRIPTS = 1_200, 200


def drawn(strategy: Texts, amount: int) -> list[str]:
    """So many different programs; the plainest, which Hypothesis finds first, are left out."""
    found: dict[str, None] = {}
    calm = settings(
        max_examples=amount * 6,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )

    @calm
    @given(strategy)
    def collect(program: str) -> None:
        if 12 < len(program) < 900:
            found[program] = None

    collect()
    return list(found)[-amount:]


def write(kind: str, name: str, programs: list[str]) -> None:
    """Only programs that are not there yet; what was recorded stays."""
    path = HOME / kind / f"{name}.cases"
    known = read_cases(path) if path.exists() else []
    have = {case.program for case in known}
    write_cases(path, [*known, *[Case(program, "") for program in programs if program not in have]])


def main() -> None:
    kinds = by_kind(3)
    for kind in KINDS:
        write("expressions", f"generated_{kind}", drawn(kinds[kind], EXPRESSIONS // len(KINDS)))
    write("scripts", "generated", drawn(scripts(by_kind(2)), SCRIPTS))


if __name__ == "__main__":
    main()
