"""From a number to a program and its payloads: its groups of patterns, its methods, its statements."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from tests.programs.patterns import of_kind, patterns
from tests.programs.payloads import payload
from tests.programs.writer import Method, Writer, indented

CLASSES = frozenset(p.group for p in patterns() if p.kind == "class")
SELDOM = CLASSES | {
    "try", "values", "dates", "inplace", "nested", "multiple", "loose", "changing", "risky", "odd",
}  # fmt: skip
"""Groups that a rule as people write them hardly has; most of them have no quick form."""
RESULTS = {"int": "int", "text": "String", "ints": "List", "bool": "boolean", "map": "Map"}
RUNS = 1


@dataclass(frozen=True)
class Program:
    """number: it is made again from this. given: the payloads of its runs."""

    number: int
    kind: str
    script: str
    given: tuple[dict[str, Any], ...]


def program(number: int) -> Program:
    random = Random(number)
    kind = random.choice(("incoming", "outgoing"))
    writer = Writer(random, kind, groups_of(random))
    script = script_of(writer)
    return Program(number, kind, script, tuple(payload(random) for _ in range(RUNS)))


def groups_of(random: Random) -> frozenset[str]:
    """Every program has some groups only, so that there are many of each in it."""
    known = sorted({p.group for p in patterns()} - {"base"})
    share = 0.0 if random.random() < 0.5 else 0.35
    odds = {group: share if group in SELDOM else 0.55 for group in known}
    return frozenset({"base", *(group for group in known if random.random() < odds[group])})


def script_of(writer: Writer) -> str:
    parts: list[str] = []
    for group in sorted(writer.groups & SELDOM):
        if group in CLASSES:
            parts.append(apart(writer, group))
    if writer.random.random() < 0.3:
        parts.append(shared(writer))
    parts += [method(writer) for _ in range(writer.random.choice((0, 0, 1, 2)))]
    writer.letters = 0
    return "\n".join([*parts, *writer.statements(writer.random.randint(4, 11)), result(writer)])


def apart(writer: Writer, group: str) -> str:
    """A class: no variable and no class of the script is seen in it."""
    outside, writer.groups = writer.groups, frozenset({"base"})
    made = writer.filled(of_kind("class", frozenset({group}))[0][0])
    writer.groups = outside
    return made


def shared(writer: Writer) -> str:
    """Variables that methods see as well."""
    kinds = {"int": "7", "texts": "['s']"}
    names = {writer.fresh(): kind for kind in kinds}
    writer.scopes[0].kinds.update(names)
    return "\n".join(f"{name} = {kinds[kind]}" for name, kind in names.items())


def method(writer: Writer) -> str:
    """One method, or two that differ in the types of what they take."""
    random = writer.random
    name, result = writer.fresh(), random.choice(tuple(RESULTS))
    kinds = [random.choice(("int", "text", "ints", "map")) for _ in range(random.choice((0, 1, 1, 2, 3)))]
    versions = [(kinds, random.random() < 0.4)]
    if kinds and random.random() < 0.3:
        other = "text" if kinds[0] == "int" else "int"
        versions = [(kinds, True), ([other, *kinds[1:]], True)]
    written = [method_text(writer, name, each, typed, result) for each, typed in versions]
    calls = tuple(call for _, given in written for call in given)
    writer.methods.append(Method(name, calls, result))
    return "\n".join(text for text, _ in written)


def method_text(
    writer: Writer, name: str, kinds: list[str], typed: bool, result: str
) -> tuple[str, list[tuple[str, ...]]]:
    """A method, and the arguments it can be called with."""
    random, scopes, returns = writer.random, writer.scopes, writer.returns
    writer.scopes, writer.returns, writer.letters = [scopes[0], type(scopes[0])()], result, 0
    calls, shown = [tuple(kinds)], []
    for number, kind in enumerate(kinds):
        parameter, last = writer.fresh(), number == len(kinds) - 1
        shown.append(f"{RESULTS[kind]} {parameter}" if typed else parameter)
        if last and not typed and kind == "ints" and random.random() < 0.5:
            shown[-1], calls = f"int... {parameter}", [(*kinds[:-1], *["int"] * n) for n in range(3)]
        elif last and not typed and random.random() < 0.4:
            shown[-1] += f" = {writer.expression(kind)}"
            calls.append(tuple(kinds[:-1]))
        writer.scopes[-1].kinds[parameter] = kind
    lines = [*writer.statements(random.randint(1, 3)), writer.expression(result)]
    writer.scopes, writer.returns = scopes, returns
    head = RESULTS[result] if random.random() < 0.4 else "def"
    return f"{head} {name}({', '.join(shown)}) {{\n{indented(lines)}\n}}", calls


def result(writer: Writer) -> str:
    """Nothing that went wrong stays hidden in a variable."""
    kinds = ("int", "text", "ints", "texts", "map", "bool", "maybe", "dec")
    names = [name for kind in kinds for name in writer.known(kind)]
    shown = "[" + ", ".join(names) + "]"
    return f"{writer.written}.result = {shown}" if writer.random.random() < 0.5 else shown
