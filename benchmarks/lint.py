"""What lint costs: a thousand rule files of 60 lines, all of them new, one of them new, none of them new.

    python benchmarks/lint.py [--files 1000] [--rounds 3] [--jobs 2]

Each figure is the wall time of a whole process, the fastest of the rounds, and beside it its ratio to a
baseline of the same run: all files new to Python compiling as many files of the same content by hand,
everything else to the start of a bare interpreter. Exit code 1 when an aim is missed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from benchmarks.page import Page  # noqa: E402

RULES = Path(__file__).parent / "rules"
RULE = RULES / "transform.incoming.sync"
BY_HAND = RULES / "transform.py"
COLD_SECONDS, UNCHANGED_SECONDS, HELP_RATIO = 3.0, 0.25, 3.0
COMPILING = "import pathlib\nfor p in pathlib.Path('.').rglob('*.py'): compile(p.read_bytes(), p, 'exec')"


def seconds_of(command: Sequence[str], folder: Path, environment: dict[str, str]) -> float:
    started = time.perf_counter()
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    taken = time.perf_counter() - started
    if ended.returncode not in (0, 1):
        raise SystemExit(ended.stderr.decode(errors="replace"))
    return taken


def fastest(rounds: int, once: Callable[[], float]) -> float:
    return min(once() for _ in range(rounds))


def write_files(folder: Path, number: int) -> None:
    """No two alike, for a file that is like another would cost nothing."""
    rule, by_hand = RULE.read_text("utf-8"), BY_HAND.read_text("utf-8")
    for index in range(number):
        home = folder / f"team{index % 20}"
        home.mkdir(exist_ok=True)
        (home / f"r{index}.incoming.sync").write_text(f"{rule}\n// {index}\n", encoding="utf-8")
        (home / f"r{index}.py").write_text(f"{by_hand}\n# {index}\n", encoding="utf-8")


def measure(page: Page, number: int, rounds: int, jobs: int, folder: Path) -> None:
    environment = environment_in(folder)
    files = folder / "files"
    files.mkdir()
    write_files(files, number)
    lint = [sys.executable, "-m", "syncscript", "lint", "-j", str(jobs)]

    def timed(*command: str) -> float:
        return fastest(rounds, lambda: seconds_of(command, files, environment))

    seconds_of([*lint, "team0/r0.incoming.sync"], files, environment)  # what is kept once a machine
    bare, by_hand = timed(sys.executable, "-c", "pass"), timed(sys.executable, "-c", COMPILING)
    cold, unchanged = timed(*lint, "--no-cache"), timed(*lint)
    page.title(f"{number} files of {RULE.read_text('utf-8').count(chr(10))} lines, {jobs} processes")
    page.tell("a bare interpreter", f"{bare:.3f} s")
    page.tell("Python compiles as many files by hand", f"{by_hand:.3f} s")
    page.aim("all new, in seconds", cold, COLD_SECONDS * number / 1000)
    page.tell("all new, to Python's compiling", f"{cold / by_hand:.1f}")
    page.aim("unchanged, in seconds", unchanged, UNCHANGED_SECONDS)
    page.tell("unchanged, to a bare interpreter", f"{unchanged / bare:.1f}")
    one = fastest(rounds, lambda: seconds_of(with_one_new(lint, files), files, environment))
    page.tell("one new", f"{one:.3f} s", f"{one / bare:.1f} bare interpreters")
    page.aim("--help, to a bare interpreter", timed(*lint[:3], "--help") / bare, HELP_RATIO)


def environment_in(folder: Path) -> dict[str, str]:
    """With compiled modules, as an installed package has them, whatever this checkout is told of them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {"XDG_CACHE_HOME": folder / "cache", "PYTHONPYCACHEPREFIX": folder / "modules"}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), **{name: str(home) for name, home in own.items()}}


def with_one_new(command: list[str], files: Path) -> list[str]:
    path = files / "team0" / "r0.incoming.sync"
    path.write_text(f"{path.read_text('utf-8')}//\n", encoding="utf-8")
    return command


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    page = Page([])
    with tempfile.TemporaryDirectory() as folder:
        measure(page, arguments.files, arguments.rounds, arguments.jobs, Path(folder))
    print("\n".join(page.lines))
    return 1 if page.missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
