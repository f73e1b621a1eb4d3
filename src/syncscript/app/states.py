"""A project's state, open for a block: to work on, or only to look at.

Knows that a state that cannot be opened because of its path is a mistake in the project file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from syncscript.config import Project
from syncscript.contracts import StateError, StateHeld, Store
from syncscript.model import DiagnosticError
from syncscript.store import is_blank, open_store, open_store_to_look


@contextmanager
def opened_state(project: Project, *, create: bool = True) -> Iterator[Store]:
    """The state, made when it is missing and `create` says so. DiagnosticError when its path is of no use."""
    with _closed_after(project, lambda: open_store(project.state_path, create=create)) as store:
        yield store


@contextmanager
def looked_at_state(project: Project) -> Iterator[Store]:
    """The state for who only reads: nothing on the disk changes. Where none is, an empty one."""
    with _closed_after(project, lambda: open_store_to_look(project.state_path)) as store:
        yield store


def is_state_new(project: Project) -> bool:
    """Whether nothing is remembered yet, so that a run makes the state. An address of no use is not new."""
    try:
        return is_blank(project.state_path)
    except (StateError, OSError):
        return False


@contextmanager
def _closed_after(project: Project, open_it: Callable[[], Store]) -> Iterator[Store]:
    try:
        store = open_it()
    except StateHeld:
        raise
    except StateError as error:
        if not error.trusted:
            raise
        raise DiagnosticError(replace(error.diagnostic, span=project.place("state"))) from error
    try:
        yield store
    finally:
        store.close()
