"""`python -m tests.mutants [RULE SET...]`: how many mutants are caught, by kind; and each that is not."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict

from tests.mutants.benches import benches
from tests.mutants.mutant import Mutant, mutants_of


def main(names: list[str]) -> int:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    survivors: list[tuple[str, Mutant]] = []
    with benches(names) as made:
        for bench in made:
            for file in bench.files:
                for mutant in mutants_of(file.read_text("utf-8"), file.name):
                    verdict = bench.verdict(file, mutant)
                    counts[mutant.kind][verdict.partition(":")[0] if verdict else "nobody"] += 1
                    if verdict is None:
                        survivors.append((f"{bench.folder.name}/{file.name}", mutant))
    for name, mutant in survivors:
        print(f"{name}:{mutant.line}: {mutant.kind}\n  - {mutant.was}\n  + {mutant.now}")
    print(f"\n{'kind':<32}{'mutants':>8}{'lint':>6}{'test':>6}{'caught':>9}")
    for kind, found in sorted(counts.items()):
        print(row(kind, found))
    whole = sum(counts.values(), Counter())
    print(row("in all", whole))
    return 0


def row(kind: str, found: Counter[str]) -> str:
    caught = found["lint"] + found["test"]
    return f"{kind:<32}{found.total():>8}{found['lint']:>6}{found['test']:>6}{caught / found.total():>9.1%}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
