"""The rehearsal of a migration for many seeds, each with deaths in every step.

    PYTHONPATH=src python -m tests.backbone.campaign --seeds 30 --kills 6

Ends at the first seed whose end differs from that of its undisturbed twin, and names it.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.backbone.admins import MOVES, ByHand, Guided, played


def main() -> None:
    reader = argparse.ArgumentParser(description="Rehearse migrations, with deaths on the way.")
    reader.add_argument("--seeds", type=int, default=20)
    reader.add_argument("--from", type=int, default=0, dest="first")
    reader.add_argument("--kills", type=int, default=6, help="deaths in each step")
    chosen = reader.parse_args()
    for seed in range(chosen.first, chosen.first + chosen.seeds):
        with TemporaryDirectory(prefix="rehearsal-") as name:
            folder = Path(name)
            move, way = MOVES[seed % 4], (ByHand, Guided)[seed // 4 % 2]
            calm = played(folder / "calm", seed, move)
            same = played(folder / "killed", seed, move, chosen.kills, way) == calm
        told = f"{move.role} moved to {move.project[1]}, {way.__name__}"
        print(f"seed {seed} ({told}): {'the same end' if same else 'ANOTHER END'}", flush=True)
        if not same:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
