"""`python -m tests.mutants [RULE SET...]`: how many mutants are caught, by kind; and each that is not."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Mapping

from tests.mutants.benches import benches
from tests.mutants.judging import Verdict
from tests.mutants.mutant import Mutant, mutants_of

COLUMNS: Mapping[str, Callable[[Verdict], bool]] = {
    "lint": lambda verdict: verdict.lint,
    "cases": lambda verdict: verdict.case,
    "generated": lambda verdict: verdict.generated,
    "lint or cases": lambda verdict: verdict.is_caught,
    "lint or generated": lambda verdict: verdict.is_caught_without_cases,
}


def main(names: list[str]) -> int:
    verdicts: dict[str, list[Verdict]] = defaultdict(list)
    with benches(names) as made:
        for bench in made:
            for file in bench.files:
                for mutant in mutants_of(file.read_text("utf-8"), file.name):
                    verdict = bench.verdict(file, mutant)
                    verdicts[mutant.kind].append(verdict)
                    if not (verdict.is_caught and verdict.is_caught_without_cases):
                        print(survivor(f"{bench.folder.name}/{file.name}", mutant, verdict))
    heads = "".join(f"{name:>19}" for name in COLUMNS)
    print(f"\n{'kind':<32}{'mutants':>8}{heads}")
    for kind, found in sorted(verdicts.items()):
        print(row(kind, found))
    print(row("in all", [each for found in verdicts.values() for each in found]))
    return 0


def survivor(name: str, mutant: Mutant, verdict: Verdict) -> str:
    where = f"{name}:{mutant.line}: {mutant.kind}"
    return f"{where}, not noticed by {blind(verdict)}\n  - {mutant.was}\n  + {mutant.now}"


def blind(verdict: Verdict) -> str:
    if not verdict.is_caught and not verdict.generated:
        return "anybody"
    return "generated cases" if verdict.is_caught else "the rules' own cases"


def row(kind: str, found: list[Verdict]) -> str:
    shares = "".join(f"{sum(map(says, found)) / len(found):>19.1%}" for says in COLUMNS.values())
    return f"{kind:<32}{len(found):>8}{shares}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
