"""Tells what the attempts cost: the dearest in time and in memory, and the whole.

Run it as `python -m tests.safety.figures` on an idle machine.
"""

from __future__ import annotations

from statistics import median

from tests.safety.attempts import all_attempts, ends_of

SHOWN = 10


def main() -> None:
    attempts = list(all_attempts())
    ends = ends_of(attempts, "1")
    for key, unit in (("seconds", "s"), ("megabytes", "MB")):
        costs = sorted(
            ((end.get(key, 0), a.shown) for a, end in zip(attempts, ends, strict=True)), reverse=True
        )
        print(f"{len(costs)} attempts, median {median(cost for cost, _ in costs)} {unit}, the dearest:")
        for cost, shown in costs[:SHOWN]:
            print(f"  {cost:8.2f} {unit}  {shown}")


if __name__ == "__main__":
    main()
