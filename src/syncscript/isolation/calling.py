"""The caller's side of an isolated run: start the worker, answer its questions, take its outcome, end it.

The worker is never left behind: whatever happens here, it is killed and waited for. What it says is taken as
JSON data and nothing else. Refuses to know how a rule is run.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from threading import Timer
from typing import IO, Any

from syncscript.isolation.crossing import failure_from, outcome_from, question_from, warnings_from
from syncscript.language import Limits, Outcome, RuleFailure
from syncscript.model import Diagnostic, Json, Question

CALLER = "import sys; sys.path[:] = PATH; from syncscript.isolation.worker import main; main()"
ENDED = "The worker that ran this rule was ended"


@dataclass(frozen=True, slots=True)
class Isolation:
    """What the operating system lets a worker have: seconds of the processor, and megabytes of memory
    beside what the worker needs before it has read the rule. Where the system has no such limits (Windows),
    only the time is bounded, as time on the clock."""

    seconds: int = 10
    megabytes: int = 256


@dataclass(frozen=True, slots=True)
class Asked:
    """Who answers, and in what form, as in `Rule.run`."""

    answers: Any

    def answer(self, question: Question) -> Json:
        return self.answers(question) if callable(self.answers) else self.answers.get(question.key)


def run_isolated(
    source: str,
    inputs: Mapping[str, Json],
    *,
    kind: str,
    name: str = "<rule>",
    side: str | None = None,
    limits: Limits | None = None,
    answers: Any = None,
    isolation: Isolation | None = None,
) -> tuple[Outcome, tuple[Diagnostic, ...]]:
    """Compile and run as `compile(...)` and `Rule.run(...)` do, in a worker process.

    Gives the outcome and the warnings. side: of a mapping, whose rule is run. DiagnosticError and
    RuleFailure as without a worker; RuleFailure I901 when a limit ended the worker, I900 when it broke.
    What answers raises passes through.
    """
    given = isolation or Isolation()
    request = {
        "source": source, "inputs": inputs, "kind": kind, "name": name, "side": side,
        "limits": asdict(limits or Limits()), "answers": None if callable(answers) else answers,
        "asks": callable(answers), "isolation": asdict(given),
    }  # fmt: skip
    with worker(given) as process:
        told = conversation(process, request, Asked(answers))
        if told is None:
            raise ended(process, name, given)
    if "failed" in told:
        raise failure_from(told)
    return outcome_from(told), warnings_from(told)


@contextmanager
def worker(isolation: Isolation) -> Iterator[subprocess.Popen[str]]:
    """A worker process, killed and waited for at the end. It knows nothing of the caller's environment."""
    with undisturbed() as disturbable:
        process = started()
        overdue = Timer(isolation.seconds * 4 + 20, process.kill)
        overdue.daemon = True
        try:
            disturbable()
            overdue.start()
            yield process
        finally:
            overdue.cancel()
            process.kill()
            process.communicate()


@contextmanager
def undisturbed() -> Iterator[Callable[[], object]]:
    """Ctrl-C waits until what is yielded is called: no worker is started that nobody knows of."""
    if not hasattr(signal, "pthread_sigmask"):
        yield lambda: None
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

    def disturbable() -> object:
        return signal.pthread_sigmask(signal.SIG_SETMASK, before)

    try:
        yield disturbable
    finally:
        disturbable()


def started() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-E", "-s", "-c", CALLER.replace("PATH", repr(sys.path))],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        encoding="utf-8", errors="surrogatepass", env=environment(), start_new_session=True,
    )  # fmt: skip


def environment() -> dict[str, str]:
    """What of the environment a worker needs: where the user's cache is, and what the system itself asks."""
    kept = ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "SYSTEMROOT", "TEMP", "TMP")
    return {name: os.environ[name] for name in kept if name in os.environ}


def conversation(process: subprocess.Popen[str], request: Mapping[str, Any], asked: Asked) -> Any:
    """What the worker tells at last; None when it went away without a word."""
    assert process.stdin is not None and process.stdout is not None
    try:
        send(process.stdin, request)
        while (told := heard(process.stdout)) is not None and "question" in told:
            send(process.stdin, {"answer": asked.answer(question_from(told["question"]))})
    except BrokenPipeError:
        return None
    return told


def send(pipe: IO[str], message: Mapping[str, Any]) -> None:
    pipe.write(json.dumps(message) + "\n")
    pipe.flush()


def heard(pipe: IO[str]) -> Any:
    """The next line of the worker as data; None when there is none, or half of one."""
    try:
        return json.loads(pipe.readline())
    except ValueError:
        return None


def ended(process: subprocess.Popen[str], name: str, isolation: Isolation) -> RuleFailure:
    """Why a worker has gone, as far as the way it went tells."""
    status = process.wait()
    bounds = f"{isolation.seconds} seconds of the processor and {isolation.megabytes} MB of memory"
    if status < 0:
        words = f"{ENDED} by the system: it may use {bounds}."
        return RuleFailure(Diagnostic("I901", words, None, f"make {name} do less, or allow more"))
    words = f"{ENDED} by a mistake of its own (exit code {status})."
    return RuleFailure(Diagnostic("I900", words, None, f"run {name} without isolation if you trust it"))
