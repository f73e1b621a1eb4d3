"""Writes docs/reference/builtins.md from what the builtins say of themselves.

Run it after a change to a builtin: `python docs/make_builtins_page.py`. A test fails while the page is stale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from syncscript.language import builtins
from syncscript.language.builtins import registry
from syncscript.language.builtins.telling import arguments_text, example, told
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
        arguments = arguments_text(function, skipped)
        calls = " ".join(f"`{spelled(name)}({arguments})`" for name in spellings)
        yield f"| {calls} | {_cell(told(function))} | {_example(function)} |"
    yield ""


def _example(function: Callable[..., Any]) -> str:
    found = example(function)
    return f"`{_cell(found[0])}` → `{_cell(found[1])}`" if found else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page_text(), encoding="utf-8")
    print(f"wrote {PAGE}")
