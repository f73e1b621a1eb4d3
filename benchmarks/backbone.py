"""What checking and merging of exports cost, to Python reading both files and writing them once, compactly.

    python benchmarks/backbone.py [--pairs 100000]

Each pair has three comments and one attachment. Every figure is processor time of a process of its own, so
that other work on the machine counts little; only the import into a new state is told by the clock on the
wall. Exit code 1 when an aim is missed. What a claim costs then is told by benchmarks/takeover.py.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from benchmarks.page import Page  # noqa: E402
from benchmarks.takeover import merged  # noqa: E402

BY_HAND = "import json; a = [json.load(open(f)) for f in ('p.json', 's.json')]; json.dump(a, open('o.json', 'w'), separators=(',', ':'))"  # fmt: skip  # noqa: E501
MERGE = ("merge", "--migrating", "primary", "--primary", "p.json", "--secondary", "s.json", "-o", "m.json")
IMPORT = ("import", "m.json", "--connection", "blue-green", "--yes")
RATIO, MEGABYTES, GROWTH, IMPORT_SECONDS = 3.0, 700.0, 11.0, 60.0


def write_sides(folder: Path, pairs: int, shift: int) -> None:
    """shift: by how many numbers the partners that the second side names are beside the right ones."""
    folder.mkdir()
    sides = merged(pairs)
    for entry in sides["secondConnector"]:
        entry["remoteIssueKey"] = f"BLUE-{entry['id'] % pairs + 1 if shift else entry['id']}"
    for name, key in (("p", "firstConnector"), ("s", "secondConnector")):
        text = json.dumps({"firstConnector": sides[key]}, indent=2)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")


def apart(folder: Path, pairs: int, shift: int) -> None:
    """In a process of its own, for a child's peak memory begins with that of its parent."""
    writer = get_context("fork").Process(target=write_sides, args=(folder, pairs, shift))
    writer.start()
    writer.join()


def cost(folder: Path, *arguments: str) -> tuple[float, float]:
    """Seconds of the processor and peak megabytes of a Python with these arguments."""
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{arguments} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def backbone(folder: Path, *arguments: str) -> tuple[float, float]:
    return cost(folder, "-m", "syncscript", "backbone", *arguments)


def checked_and_merged(folder: Path) -> tuple[float, float]:
    costs = [backbone(folder, "validate", "p.json", "s.json"), backbone(folder, *MERGE)]
    return sum(seconds for seconds, _ in costs), max(peak for _, peak in costs)


def imported_twice(folder: Path) -> tuple[float, float]:
    """Seconds by the clock on the wall: the merged file into the state of a new project; and the peak
    megabytes of that and of doing it once more."""
    cost(folder, "-m", "syncscript", "init")
    started = time.perf_counter()
    _, first = backbone(folder, *IMPORT)
    seconds = time.perf_counter() - started
    return seconds, max(first, backbone(folder, *IMPORT)[1])


def measure(page: Page, pairs: int, folder: Path) -> None:
    for name, shift in (("all match", 0), ("none matches", 1)):
        many, few = folder / f"many{shift}", folder / f"few{shift}"
        apart(many, pairs, shift)
        apart(few, pairs // 10, shift)
        by_hand, _ = cost(many, "-c", BY_HAND)
        seconds, peak = checked_and_merged(many)
        page.title(f"{pairs:,} pairs, {name}")
        page.tell("Python reads and writes them", f"{by_hand:.1f} s")
        page.tell("validate and merge", f"{seconds:.1f} s")
        page.aim("the same, to Python", seconds / by_hand, RATIO)
        page.aim("peak memory, MB", peak, MEGABYTES)
        page.aim("to a tenth of the pairs", seconds / checked_and_merged(few)[0], GROWTH)
        if not shift:
            seconds, peak = imported_twice(many)
            page.aim("import, in seconds", seconds, IMPORT_SECONDS)
            page.aim("peak memory of two imports, MB", peak, MEGABYTES)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=100_000)
    page = Page([])
    with tempfile.TemporaryDirectory() as folder:
        measure(page, parser.parse_args().pairs, Path(folder))
    print("\n".join(page.lines))
    return 1 if page.missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
