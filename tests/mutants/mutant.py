"""A mutant: a rule file's text with one mistake, and the registry of the kinds of mistakes there are.

A kind is a function in `kinds/` from a node and the text around it to edits. Refuses to judge what comes out.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.rule_files import kind_of
from syncscript.language.syntax import parse, tree


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands from start to end becomes text; also: further edits that belong to it."""

    start: int
    end: int
    text: str
    also: tuple[Edit, ...] = ()

    def applied(self, source: str) -> str:
        for edit in sorted((self, *self.also), key=lambda e: e.start, reverse=True):
            source = source[: edit.start] + edit.text + source[edit.end :]
        return source


@dataclass(frozen=True, slots=True)
class Ground:
    """What a kind may look at: the text, the rule's kind, and what each node stands in."""

    text: str
    rule: str
    parents: dict[int, tree.Node] = field(default_factory=dict)

    def of(self, node: tree.Node) -> str:
        return self.text[node.start : node.end]

    def parent(self, node: tree.Node) -> tree.Node | None:
        return self.parents.get(id(node))


Maker = Callable[[tree.Node, Ground], Iterator[Edit]]
KINDS: dict[str, Maker] = {}


def mutation(name: str) -> Callable[[Maker], Maker]:
    """Registers a kind of mistake."""

    def registered(maker: Maker) -> Maker:
        assert name not in KINDS, name
        KINDS[name] = maker
        return maker

    return registered


@cache
def kinds() -> dict[str, Maker]:
    """All kinds of mistakes, by name."""
    from tests.mutants import kinds as package

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return dict(sorted(KINDS.items()))


@dataclass(frozen=True, slots=True)
class Mutant:
    """kind: of the mistake; was, now: the line before and after it."""

    kind: str
    line: int
    text: str
    was: str
    now: str


def mutants_of(source: str, name: str) -> Iterator[Mutant]:
    """All mutants of a rule file that can still be read, each text once."""
    from syncscript.language.syntax.tree.below import children

    script = parse(source, name).script
    nodes = list(walk(script))
    parents = {id(child): node for node in nodes for child in children(node)}
    ground = Ground(source, kind_of(name), parents)
    seen = {source}
    for kind, maker in kinds().items():
        for node in nodes:
            for edit in maker(node, ground):
                text = edit.applied(source)
                if text not in seen:
                    seen.add(text)
                    yield told(kind, source, text, edit.start)


def told(kind: str, source: str, text: str, start: int) -> Mutant:
    line = source.count("\n", 0, start) + 1
    was, now = (line_of(each, line) for each in (source, text))
    return Mutant(kind, line, text, was, now)


def line_of(text: str, number: int) -> str:
    """Without its indent; empty behind the end, where a mutant may have lost its last line."""
    lines = text.splitlines()
    return lines[number - 1].strip() if number <= len(lines) else ""
