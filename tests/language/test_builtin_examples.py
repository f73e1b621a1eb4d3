"""Every example in the docstrings of the builtins is run: `>>> script`, and its value in the next line."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import FunctionType

from syncscript.language import builtins, compile_rule
from syncscript.language.interpreter.limits import Limits
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import inspect
from tests.on_each import on_each


def examples() -> Iterator[tuple[str, str, str]]:
    for module in pkgutil.iter_modules(builtins.__path__, builtins.__name__ + "."):
        for name, made in vars(import_module(module.name)).items():
            if isinstance(made, FunctionType) and made.__module__ == module.name and made.__doc__:
                lines = [line.strip() for line in made.__doc__.splitlines()]
                for line, after in zip(lines, [*lines[1:], ""], strict=True):
                    if line.startswith(">>> "):
                        yield f"{module.name.rsplit('.', 1)[-1]}.{name}", line[4:], after


@on_each(examples())
def test_example(place: str, script: str, expected: str) -> None:
    run = Run("example", "incoming", {}, Limits(), None)
    run.issue, run.replica = {}, {}
    value = compile_rule(script, kind="incoming", name="example").program.function(run)
    assert inspect(value).replace('"', "'") == expected.replace('"', "'")
