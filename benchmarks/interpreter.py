"""What a rule costs beside Python written by hand: evaluation, compiling, parsing, and many files.

    python benchmarks/interpreter.py [--rounds 60] [--only WORD]

Every round times the hand-written function directly before the rule, so both meet the same machine. The
figure is the median of the rounds' ratios; beside it stands the ratio of the fastest rounds. Before
anything is timed the outputs of both are compared. Exit code 1 when an aim is missed.
"""

from __future__ import annotations

import argparse
import ast
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.page import Page  # noqa: E402
from benchmarks.payloads import incoming_inputs, outgoing_inputs  # noqa: E402
from benchmarks.rules import basic, transform  # noqa: E402

from syncscript.language import Rule, compile_rule  # noqa: E402
from syncscript.language.rule import COMPILED  # noqa: E402
from syncscript.language.syntax import parse  # noqa: E402

RULES = Path(__file__).parent / "rules"
SIXTY = RULES / "transform.incoming.sync"
SIXTY_BY_HAND = RULES / "transform.py"
BATCH_SECONDS = 0.003
SIZES = (12, 200)

Work = Callable[[], Any]


# ---------------------------------------------------------------------------- measuring


def seconds_of(work: Work, times: int) -> float:
    """Seconds of this process for one call, in a row of that many: others' work is not counted."""
    started = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - started) / times


def times_that_fill_a_batch(work: Work) -> int:
    return max(1, int(BATCH_SECONDS / max(seconds_of(work, 3), 1e-9)))


def side_by_side(one: Work, other: Work, rounds: int) -> list[tuple[float, float]]:
    """Seconds of a call of each, a pair a round."""
    often, other_often = times_that_fill_a_batch(one), times_that_fill_a_batch(other)
    gc.collect()
    gc.disable()
    try:
        return [(seconds_of(one, often), seconds_of(other, other_often)) for _ in range(rounds)]
    finally:
        gc.enable()


def tell_ratio(
    page: Page, name: str, base: Work, measured: Work, rounds: int, limit: float | None = None
) -> float:
    """The seconds that `measured` takes, after printing how often `base` fits into it."""
    pairs = side_by_side(base, measured, rounds)
    ratio = median(later / first for first, later in pairs)
    base_best, best = min(p[0] for p in pairs), min(p[1] for p in pairs)
    if limit is None:
        page.tell(name, f"{ratio:.3g}")
    else:
        page.aim(name, ratio, limit)
    page.tell("  of the fastest rounds", f"{best / base_best:.3g}", f"{micro(base_best)} : {micro(best)}")
    return best


def micro(seconds: float) -> str:
    return f"{seconds * 1e6:.4g} us"


# ---------------------------------------------------------------------------- evaluation


def rule_of(path: Path) -> Rule:
    return compile_rule(path.read_text(encoding="utf-8"), name=path.name)


def evaluation(page: Page, rounds: int) -> None:
    page.title("Evaluation: a rule beside the same mapping in Python (ratio, all budgets on)")
    basics = ROOT / "rules" / "basic"
    cases: tuple[tuple[Path, Callable[[Any], Any], Callable[[int], Any]], ...] = (
        (basics / "basic.outgoing.sync", basic.outgoing, outgoing_inputs),
        (basics / "basic.incoming.sync", basic.incoming, incoming_inputs),
        (SIXTY, transform.transform, incoming_inputs),
    )
    for path, by_hand, payload in cases:
        rule = rule_of(path)
        for size in SIZES:
            inputs = payload(size)
            same_result(rule, by_hand, inputs)
            base, measured = partial(by_hand, inputs), partial(result_of, rule, inputs)
            tell_ratio(page, f"{path.name}, {size} comments", base, measured, rounds, 2.0)
            page.tell("  with writes and trace read as well", micro(read_seconds(rule, inputs)))


def result_of(rule: Rule, inputs: Any) -> tuple[Any, Any]:
    """What the hand-written function builds is built here too, not left for later."""
    outcome = rule.run(inputs)
    return outcome.issue, outcome.replica


def all_of(rule: Rule, inputs: Any) -> tuple[Any, ...]:
    outcome = rule.run(inputs)
    return outcome.issue, outcome.replica, outcome.writes, outcome.absent, outcome.trace, outcome.operations


def read_seconds(rule: Rule, inputs: Any) -> float:
    often = times_that_fill_a_batch(lambda: all_of(rule, inputs))
    return min(seconds_of(lambda: all_of(rule, inputs), often) for _ in range(5))


def same_result(rule: Rule, by_hand: Callable[[Any], Any], inputs: Any) -> None:
    issue, replica = result_of(rule, inputs)
    wanted = by_hand(inputs)
    for name, ours, theirs in (("issue", issue, wanted["issue"]), ("replica", replica, wanted["replica"])):
        differing = [f for f in {*ours, *theirs} if ours.get(f) != theirs.get(f)]
        if differing:
            raise SystemExit(f"{rule.name} and the hand-written function differ in {name}: {differing}")


# ---------------------------------------------------------------------------- compiling and parsing


def compiling(page: Page, rounds: int) -> None:
    page.title("Compiling and parsing: a rule of 60 lines beside the hand-written Python")
    source, by_hand = SIXTY.read_text(encoding="utf-8"), SIXTY_BY_HAND.read_text(encoding="utf-8")
    page.tell("characters, rule and Python", f"{len(source)}, {len(by_hand)}")
    tell_ratio(page, "parse", partial(ast.parse, by_hand), partial(parse, source), rounds, 5.0)
    unseen = count()
    python = partial(compile, by_hand, "by hand", "exec")

    def compiled() -> Rule:
        return compile_rule(f"{source}// {next(unseen)}\n", kind="incoming", name="x")

    tell_ratio(page, "compile", python, compiled, rounds, 12.0)
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_CACHE_HOME"] = home

        def loaded() -> Rule:
            COMPILED.clear()
            return compile_rule(source, kind="incoming", name="x", keep=True)

        loaded()
        tell_ratio(page, "load from the cache", python, loaded, rounds, 1.2)


# ---------------------------------------------------------------------------- many files


CHECK_ALL = """
import sys, time
from pathlib import Path
started = time.process_time()
from syncscript.language import compile_rule
for path in sorted(Path(sys.argv[1]).iterdir()):
    compile_rule(path.read_text(encoding="utf-8"), name=path.name, keep=True)
print(time.process_time() - started)
"""


def many_files(page: Page, rounds: int) -> None:
    page.title("1,000 rule files of 60 lines, each compiled in one process")
    source = SIXTY.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        rules, home = Path(folder, "rules"), Path(folder, "home")
        rules.mkdir()
        home.mkdir()
        for number in range(1000):
            (rules / f"r{number}.incoming.sync").write_text(f"// {number}\n{source}", encoding="utf-8")
        for name in ("cold", "unchanged"):
            page.tell(f"{name}, seconds", f"{checked(rules, home):.2f}")


def checked(rules: Path, home: Path) -> float:
    """Seconds that a process of its own spends, with the imports."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": str(home)}
    command = [sys.executable, "-c", CHECK_ALL, str(rules)]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return float(done.stdout)


SECTIONS: tuple[Callable[[Page, int], None], ...] = (evaluation, compiling, many_files)


def main() -> int:
    parser = argparse.ArgumentParser(description="what a rule costs beside hand-written Python")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--only", default="", help="sections whose name holds this word")
    arguments = parser.parse_args()
    page = Page([])
    for section in SECTIONS:
        if arguments.only in section.__name__:
            section(page, arguments.rounds)
            print("\n".join(page.lines), flush=True)
            page.lines.clear()
    return 1 if page.missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
