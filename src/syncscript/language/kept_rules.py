"""Compiled rules kept from one start of the program to the next, beside the table of the grammar.

What is kept is code, so only a directory that nobody else can write is trusted; see `own_files`. The key
holds the rule's text and the state of this package's own files. Rules with warnings are compiled anew, so
that the warnings are told. Refuses to know what a program means.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from syncscript.language import builtins
from syncscript.language.interpreter.changes import Changes
from syncscript.language.interpreter.compiler import Program, function_of
from syncscript.language.interpreter.needs import Needs
from syncscript.language.own_files import kept, user_cache_directory

MOST_KEPT = 2000
"""Files, of which the oldest go first."""


def kept_program(source: str, name: str, kind: str, make: Callable[[], Program | None]) -> Program | None:
    """The program of this rule from the cache; else what `make` gives, which is kept unless it is None."""
    made: list[Program | None] = []

    def build() -> Any:
        made.append(make())
        return None if made[0] is None else written_down(made[0])

    directory = user_cache_directory()
    data = kept(directory, "rule", "\0".join((package_state(), kind, name, source)), build)
    if not made:
        return None if data is None else read_back(data)
    if directory is not None:
        forget_oldest(directory)
    return made[0]


@cache
def package_state() -> str:
    """Changes with every file of the language."""
    files = sorted(Path(__file__).parent.rglob("*.py"))
    return ";".join(f"{f.name} {f.stat().st_mtime_ns} {f.stat().st_size}" for f in files)


def written_down(program: Program) -> dict[str, Any]:
    """The program as plain data and code."""
    return {
        "code": program.code,
        "constants": {k: [str(v)] if isinstance(v, Decimal) else v for k, v in program.constants.items()},
        "filename": program.filename,
        "changes": parts(program.changes),
        "needs": parts(program.needs),
    }


def parts(value: Changes | Needs) -> tuple[Any, ...]:
    return tuple(getattr(value, field.name) for field in fields(value))


def read_back(data: dict[str, Any]) -> Program:
    builtins.discover()
    constants = {k: Decimal(v[0]) if type(v) is list else v for k, v in data["constants"].items()}
    function = function_of(data["code"], constants)
    changes, needs = Changes(*data["changes"]), Needs(*data["needs"])
    return Program(function, data["filename"], changes, needs, (), data["code"], constants)


@cache
def forget_oldest(directory: Path) -> None:
    """Keeps the number of files bounded, once a start; what another process removes is no matter."""
    try:
        files = list(directory.glob("rule-*.bin"))
        if len(files) <= MOST_KEPT:
            return
        for file in sorted(files, key=lambda file: file.stat().st_mtime_ns)[: MOST_KEPT // 10]:
            file.unlink(missing_ok=True)
    except OSError:
        return
