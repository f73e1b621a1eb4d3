"""Writes docs/reference/builtins.md from what the builtins say of themselves.

Run it after a change to a builtin: `python docs/make_builtins_page.py`. A test fails while the page is stale.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from syncscript.language import builtins
from syncscript.language.builtins import registry
from syncscript.language.interpreter.values import NAMES

PAGE = Path(__file__).with_name("reference") / "builtins.md"

HEAD = """\
# What a rule can call

Made from the builtins themselves by `docs/make_builtins_page.py`; the examples are tests.
What calls mean for issues stands in [the rule language](rule-language.md#helpers).
"""


def page_text() -> str:
    builtins.discover()
    return "\n".join([HEAD, *_helpers(), *_methods(), *_statics(), *_functions(), *_constructors()]) + "\n"


def _helpers() -> Iterator[str]:
    for owner, functions in sorted(registry.HELPERS.items()):
        yield from _section(f"`{owner}`", functions, lambda name, owner=owner: f"{owner}.{name}", skipped=1)


def _methods() -> Iterator[str]:
    named = {NAMES.get(kind, kind.__name__): kind for kind in (*registry.METHODS, *registry.PROPERTIES)}
    for title, kind in sorted(named.items()):
        functions = dict(registry.METHODS.get(kind, {}))
        yield from _section(f"Methods of {title}", functions, lambda name: f".{name}", skipped=2)
        if properties := sorted(registry.PROPERTIES.get(kind, {})):
            yield f"Properties: {', '.join(f'`.{name}`' for name in properties)}.\n"


def _statics() -> Iterator[str]:
    for owner in sorted({*registry.STATICS, *registry.CONSTANTS}):
        functions = registry.STATICS.get(owner, {})
        yield from _section(f"`{owner}`", functions, lambda name, owner=owner: f"{owner}.{name}", skipped=1)
        if constants := sorted(registry.CONSTANTS.get(owner, {})):
            yield f"Constants: {', '.join(f'`{owner}.{name}`' for name in constants)}.\n"


def _functions() -> Iterator[str]:
    yield from _section("Functions", registry.FUNCTIONS, lambda name: name, skipped=1)


def _constructors() -> Iterator[str]:
    if not registry.CONSTRUCTORS:
        return
    yield "## `new`\n"
    yield ", ".join(f"`new {name}(...)`" for name in sorted(registry.CONSTRUCTORS)) + "\n"


def _section(
    title: str, functions: Mapping[str, Callable[..., Any]], spelled: Callable[[str], str], skipped: int
) -> Iterator[str]:
    """A table of functions, one row for all names of the same one."""
    if not functions:
        return
    yield f"## {title}\n\n| call | answer | for example |\n|---|---|---|"
    names: dict[Callable[..., Any], list[str]] = {}
    for name, function in sorted(functions.items()):
        names.setdefault(function, []).append(name)
    for function, spellings in names.items():
        arguments = _arguments(function, skipped)
        calls = " ".join(f"`{spelled(name)}({arguments})`" for name in spellings)
        yield f"| {calls} | {_cell(_told(function))} | {_example(function)} |"
    yield ""


def _arguments(function: Callable[..., Any], skipped: int) -> str:
    """Optional arguments in brackets, any number as dots."""
    shown = []
    for parameter in list(inspect.signature(function).parameters.values())[skipped:]:
        if parameter.kind is parameter.VAR_POSITIONAL:
            shown.append("...")
        else:
            optional = parameter.default is not parameter.empty
            shown.append(f"[{parameter.name}]" if optional else parameter.name)
    return ", ".join(shown)


def _told(function: Callable[..., Any]) -> str:
    """The docstring in front of its examples, on one line."""
    told = (inspect.getdoc(function) or "").partition(">>>")[0]
    return " ".join(told.split())


def _example(function: Callable[..., Any]) -> str:
    found = re.search(r"^>>> (.*)\n(?!>>>)(.+)", inspect.getdoc(function) or "", re.M)
    if not found:
        return ""
    call, answer = found.groups()
    return f"`{_cell(call)}` → `{_cell(answer)}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page_text(), encoding="utf-8")
    print(f"wrote {PAGE}")
