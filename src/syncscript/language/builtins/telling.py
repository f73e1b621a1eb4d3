"""What a builtin says of itself: how it is called, what it answers, an example.

From its signature and docstring, for the reference page and for editors. Refuses to know either.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

Function = Callable[..., Any]
EXAMPLE = re.compile(r"^>>> (.*)\n(?!>>>)(.+)", re.M)


def arguments_text(function: Function, skipped: int) -> str:
    """Optional arguments in brackets, any number as dots. skipped: parameters that no script gives."""
    shown = []
    for parameter in list(inspect.signature(function).parameters.values())[skipped:]:
        if parameter.kind is parameter.VAR_POSITIONAL:
            shown.append("...")
        else:
            optional = parameter.default is not parameter.empty
            shown.append(f"[{parameter.name}]" if optional else parameter.name)
    return ", ".join(shown)


def told(function: Function) -> str:
    """The docstring in front of its examples, on one line."""
    return " ".join((inspect.getdoc(function) or "").partition(">>>")[0].split())


def example(function: Function) -> tuple[str, str] | None:
    """The first call of the docstring with one line of answer."""
    found = EXAMPLE.search(inspect.getdoc(function) or "")
    return (found[1], found[2]) if found else None
