"""All shipped rule sets, or those that are named, each copied to a place where mutants may be written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.mutants.judging import Bench

RULES = Path(__file__).parents[2] / "rules"


def rule_sets() -> list[str]:
    return sorted(path.name for path in RULES.iterdir() if path.is_dir())


@contextmanager
def benches(names: Sequence[str] = ()) -> Iterator[Iterator[Bench]]:
    with tempfile.TemporaryDirectory() as folder:
        yield (
            Bench(Path(shutil.copytree(RULES / name, Path(folder) / name))) for name in names or rule_sets()
        )
