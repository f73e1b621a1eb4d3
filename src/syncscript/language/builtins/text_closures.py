"""Methods of texts that call a closure for each letter or line."""

from __future__ import annotations

from syncscript.language.builtins.registry import METHODS, method
from syncscript.language.builtins.text_parts import read_lines
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Closure, Value


@method("eachLine", str)
def each_line(run: Run, value: str, first: Value, closure: Value = None) -> Value:
    """
    >>> def n = 0; "a\\nb".eachLine { n += 1 }; n
    2
    """
    result = None
    first, closure = (0, first) if closure is None else (numbers.count(first, "The first number"), closure)
    for number, line in enumerate(read_lines(run, value), first):
        result = run.invoke(closure, line, number) if closure.most > 1 else run.invoke(closure, line)
    return result


@method("splitEachLine", str)
def split_each_line(run: Run, value: str, pattern: Value, closure: Closure) -> Value:
    """
    >>> def r = []; "a,b".splitEachLine(",") { r << it }; r
    [['a', 'b']]
    """
    result = None
    for line in read_lines(run, value):
        result = run.invoke(closure, METHODS[str]["split"](run, line, pattern))
    return result


def over_letters(name: str) -> None:
    """A method of lists that goes over the letters of a text."""

    @method(name, str)
    def go_over(run: Run, value: str, *arguments: Value) -> Value:
        run.charge(len(value))
        made = METHODS[list][name](run, list(value), *arguments)
        return value if name.startswith("each") else made


OVER_LETTERS = "each eachWithIndex collect any every inject findIndexOf findResult toSet iterator"
for made in OVER_LETTERS.split():
    over_letters(made)


@method("collectReplacements", str)
def collect_replacements(run: Run, value: str, closure: Closure) -> str:
    """
    >>> "abc".collectReplacements { it == "b" ? "X" : null }
    'aXc'
    """
    made = [run.invoke(closure, letter) for letter in value]
    pieces = [letter if new is None else text(new) for letter, new in zip(value, made, strict=True)]
    run.charge_text(sum([len(piece) for piece in pieces]))
    return "".join(pieces)
