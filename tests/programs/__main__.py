"""python -m tests.programs FROM TO: judges the programs with these numbers.

Tells of the first that disagree, made small.
--most N: goes on until N have been found. --show: writes the program of FROM. Ends with 1 when any disagree.
"""

from __future__ import annotations

import argparse
import pprint
import sys
from collections import Counter

from tests.programs.generation import Program, program
from tests.programs.judging import Disagreement, Refused, disagreement
from tests.programs.shrinking import shrunk


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.programs", description=__doc__)
    parser.add_argument("first", type=int, metavar="FROM")
    parser.add_argument("end", type=int, metavar="TO")
    parser.add_argument("--most", type=int, default=1, help="disagreements to be found before it stops")
    parser.add_argument("--show", action="store_true", help="write the program FROM, and judge nothing")
    given = parser.parse_args()
    if given.show:
        print(program(given.first).script)
        return 0
    return 1 if campaign(range(given.first, given.end), given.most) else 0


def campaign(numbers: range, most: int) -> int:
    """How many disagree."""
    ends: Counter[str] = Counter()
    found = 0
    for number in numbers:
        if number % 1000 == 0:
            print(f"{number} {dict(ends)}", file=sys.stderr, flush=True)
        ends["programs"] += 1
        if judged(program(number), ends) is not None:
            tell(number)
            found += 1
        if found == most:
            break
    print(f"{found} disagree. {dict(ends)}")
    return found


def judged(each: Program, ends: Counter[str]) -> Disagreement | None:
    try:
        return disagreement(each, ends)
    except Refused:
        ends["refused"] += 1
        return None


def tell(number: int) -> None:
    small = shrunk(program(number), lambda each: judged(each, Counter()) is not None)
    what = disagreement(small)
    if what is None:
        print(f"\nprogram {number} disagrees now and then: see whether a run leaves something behind")
        return
    print(f"\nprogram {number}, {small.kind}, shrunk; given {small.given}\n{small.script}\n")
    print(f"{what.between} differ:\n{difference(what)}", flush=True)


def difference(what: Disagreement) -> str:
    if not isinstance(what.careful, dict) or not isinstance(what.other, dict):
        return f"  {what.careful}\n  {what.other}"
    both = {name: (value, what.other.get(name)) for name, value in what.careful.items()}
    unequal = {name: pair for name, pair in both.items() if pair[0] != pair[1]}
    return "\n".join(f"  {name}:\n{shown(one)}\n{shown(two)}" for name, (one, two) in unequal.items())


def shown(value: object) -> str:
    return pprint.pformat(value, width=110)


if __name__ == "__main__":
    sys.exit(main())
