"""How a code announces itself: the page of each, and the checks of one side and of two.

A check is a file in `checks`, a reason not to read a file is one in `refusals`; both are found by their name,
and the docstring at the top is the page. Refuses to know any of them.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from syncscript.backbone.findings import Conditions, Level
from syncscript.backbone.two_views import TwoViews
from syncscript.backbone.views import SideView


@dataclass(frozen=True, slots=True)
class Told:
    """What a check says. index: place of the entry, None for the side as a whole; path: JSON pointer inside
    of the entry; second: it is about the second of two sides; level: where it is not the check's own.
    """

    message: str
    index: int | None = None
    path: str = ""
    second: bool = False
    level: Level | None = None


SideCheck = Callable[[SideView, Conditions], Iterator[Told]]
TwoCheck = Callable[[TwoViews, Conditions], Iterator[Told]]


@dataclass(frozen=True, slots=True)
class Page:
    code: str
    level: Level
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """side, two: what it is asked with; one of them is there."""

    code: str
    level: Level
    side: SideCheck | None = None
    two: TwoCheck | None = None


PAGES: dict[str, Page] = {}
CHECKS: list[Check] = []


def page(code: str, level: str, module: str, text: str | None, name: str = "") -> str:
    """Announce the page of a code, and return the code. name: where a file has several codes."""
    name = name or module.rsplit(".", 1)[-1].replace("_", "-")
    PAGES[code] = Page(code, Level(level), name, (text or "").strip())
    return code


def side_check(code: str, level: str) -> Callable[[SideCheck], SideCheck]:
    def announce(check: SideCheck) -> SideCheck:
        page(code, level, check.__module__, check.__globals__["__doc__"])
        CHECKS.append(Check(code, Level(level), side=check))
        return check

    return announce


def two_check(code: str, level: str, name: str = "") -> Callable[[TwoCheck], TwoCheck]:
    """name: of the code, where its file has several."""

    def announce(check: TwoCheck) -> TwoCheck:
        page(code, level, check.__module__, check.__globals__["__doc__"], name)
        CHECKS.append(Check(code, Level(level), two=check))
        return check

    return announce


@cache
def checks() -> tuple[Check, ...]:
    """All of them, in the order of their codes."""
    load("checks")
    return tuple(sorted(CHECKS, key=lambda check: check.code))


@cache
def pages() -> dict[str, Page]:
    """The page of every code, in their order."""
    load("checks")
    load("refusals")
    return dict(sorted(PAGES.items()))


def load(package: str) -> None:
    found = import_module(f"syncscript.backbone.{package}")
    for module in pkgutil.iter_modules(found.__path__):
        import_module(f"{found.__name__}.{module.name}")
