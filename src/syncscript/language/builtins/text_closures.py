"""Methods of texts that call a closure for each letter or line.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import method
from syncscript.language.builtins.text_parts import read_lines
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Closure, Value


@method("eachLine", str)
def each_line(run: Run, value: str, closure: Closure) -> Value:
    """
    >>> def n = 0; "a\\nb".eachLine { n += 1 }; n
    2
    """
    result = None
    for number, line in enumerate(read_lines(run, value)):
        result = run.invoke(closure, line, number) if closure.most > 1 else run.invoke(closure, line)
    return result


@method("collect", str)
def collect(run: Run, value: str, closure: Closure) -> list[Value]:
    """
    >>> "ab".collect { it + it }
    ['aa', 'bb']
    """
    run.charge(len(value))
    return [run.invoke(closure, letter) for letter in value]


@method("each", str)
def each(run: Run, value: str, closure: Closure) -> str:
    for letter in value:
        run.invoke(closure, letter)
    return value


@method("any", str)
def any_letter(run: Run, value: str, closure: Closure) -> bool:
    return any(bool(run.invoke(closure, letter)) for letter in value)
