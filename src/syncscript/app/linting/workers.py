"""Work spread over processes: each gets the next piece as soon as it is done with one.

Knows processes and pipes. Whatever ends the run ends them too: Ctrl-C is the parent's alone, and a process
whose parent is gone goes as well. Refuses to know the work.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple, TypeVar

from syncscript.model import Diagnostic, DiagnosticError

Piece = TypeVar("Piece")
Result = TypeVar("Result")
LOST = "one of the processes that lint shares its work with was ended from outside, as when memory runs out"


class Failure(NamedTuple):
    """What came of a piece that could not be worked: a mistake of the user's, or a traceback."""

    diagnostics: tuple[Diagnostic, ...]
    details: str


class Worker(NamedTuple):
    process: BaseProcess
    pipe: Connection


def forks() -> bool:
    """Whether a new process begins with all that this one has loaded. Where another thread may hold a lock,
    or the system's libraries bear no fork, it begins empty."""
    return sys.platform.startswith("linux") and threading.active_count() == 1


def spread(
    work: Callable[[Piece], Result], pieces: Sequence[Piece], processes: int
) -> Iterator[Result]:
    """The results in the order of their pieces. DiagnosticError when a process is lost."""
    ready: dict[int, Result] = {}
    wanted = 0
    for number, result in as_they_come(work, pieces, processes):
        ready[number] = result
        while wanted in ready:
            yield ready.pop(wanted)
            wanted += 1


def as_they_come(
    work: Callable[[Piece], Result], pieces: Sequence[Piece], processes: int
) -> Iterator[tuple[int, Result]]:
    """Each result with the number of its piece."""
    waiting = iter(enumerate(pieces))
    with crew(work, processes) as workers:
        busy = {worker.pipe: number for worker in workers for number in hand_out(worker.pipe, waiting)}
        while busy:
            for pipe in wait(list(busy)):
                assert isinstance(pipe, Connection)
                number, result = busy.pop(pipe), received(pipe)
                busy.update((pipe, following) for following in hand_out(pipe, waiting))
                yield number, result


def hand_out(pipe: Connection, waiting: Iterator[tuple[int, Any]]) -> list[int]:
    """Sends the next piece; its number, or nothing when all are done."""
    for number, piece in waiting:
        try:
            pipe.send(piece)
        except OSError:
            raise lost() from None
        return [number]
    return []


def received(pipe: Connection) -> Any:
    try:
        result = pipe.recv()
    except (EOFError, OSError):
        raise lost() from None
    if not isinstance(result, Failure):
        return result
    if result.diagnostics:
        raise DiagnosticError(*result.diagnostics)
    raise RuntimeError(f"{result.details.strip().splitlines()[-1]}\n\n{result.details}")


def lost() -> DiagnosticError:
    return DiagnosticError(Diagnostic("C196", LOST, help="run it again, with --jobs 1 if it happens again"))


@contextmanager
def crew(work: Callable[[Any], Any], processes: int) -> Iterator[list[Worker]]:
    """They hold nothing that could be torn, so they are ended without being asked."""
    workers: list[Worker] = []
    try:
        with without_interrupts():
            workers += (hired(work) for _ in range(processes))
        yield workers
    finally:
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            worker.process.join()
            worker.pipe.close()


@contextmanager
def without_interrupts() -> Iterator[None]:
    """Ctrl-C goes to all processes of a terminal. Those started in here never hear of it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def hired(work: Callable[[Any], Any]) -> Worker:
    context: Any = get_context("fork" if forks() else None)
    ours, theirs = context.Pipe()
    process = context.Process(target=work_on, args=(work, theirs, ours), daemon=True)
    process.start()
    theirs.close()
    return Worker(process, ours)


def work_on(work: Callable[[Any], Any], pipe: Connection, far_end: Connection) -> None:
    """The life of a process. far_end: closed here, so that it tells when nobody holds it any more."""
    far_end.close()
    try:
        while True:
            pipe.send(outcome(work, pipe.recv()))
    except (EOFError, OSError):
        return


def outcome(work: Callable[[Any], Any], piece: Any) -> Any:
    try:
        return work(piece)
    except DiagnosticError as error:
        return Failure(error.diagnostics, "")
    except Exception:
        import traceback

        return Failure((), traceback.format_exc())
