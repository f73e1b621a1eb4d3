"""Work that may need many frames of Python, whatever stack its caller stands on.

What fails for want of frames is done once more in a thread of its own, which begins with an empty stack. So
it depends on the work alone, not on the caller, whether it can be done. Refuses to know what the work is.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


def with_room(work: Callable[[], Result]) -> Result:
    """For work that may be done twice. RecursionError when an empty stack has no room for it either."""
    try:
        return work()
    except RecursionError:
        return on_own_stack(work)


def on_own_stack(work: Callable[[], Result]) -> Result:
    """What the work gives or raises, done in a thread that ends with it."""
    future: Future[Result] = Future()
    context = copy_context()

    def run() -> None:
        try:
            future.set_result(context.run(work))
        except BaseException as error:
            future.set_exception(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join()
    return future.result()
