"""Text in, tree and diagnostics out.

Knows the order of the passes: tokens, tree, and for a text with mistakes a second walk that goes on
behind each of them. Refuses to know what the script means.
"""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from syncscript.language.syntax import tree
from syncscript.language.syntax.building import BUILDERS, Building
from syncscript.language.syntax.grammar_files import grammar_text
from syncscript.language.syntax.lexer import Lexicon, lex, lexicon_of
from syncscript.language.syntax.lexing import Problem
from syncscript.language.syntax.loop import Machine, Run, feed, machine_of
from syncscript.language.syntax.source import Source
from syncscript.language.syntax.wording import diagnostics_of
from syncscript.model import Diagnostic

GRAMMAR = "syncscript.lark"


@dataclass(frozen=True)
class Parsed:
    """The tree of a script and what is wrong with its syntax.

    With an error among the diagnostics the tree holds only what could be read.
    """

    script: tree.Script
    diagnostics: tuple[Diagnostic, ...]
    source: Source


@cache
def _language() -> tuple[Lexicon, Machine]:
    from syncscript.language.syntax.table import build_table

    package = import_module("syncscript.language.syntax")
    for module in pkgutil.iter_modules(package.__path__):
        if module.name.startswith("build_"):
            import_module(f"{package.__name__}.{module.name}")
    table = build_table(grammar_text(GRAMMAR))
    return lexicon_of(table), machine_of(table, BUILDERS)


def parse(text: str, name: str = "<rule>") -> Parsed:
    """Parses a rule file. Never raises; mistakes are diagnostics, in the order of their place."""
    source = Source(name, text)
    lexicon, machine = _language()
    lexing = lex(text, lexicon)
    run = Run([machine.start], [])
    building = Building(text)
    reached = feed(machine, run, lexing.tokens, 0, building)
    problems = [*lexing.problems, *building.problems]
    if reached < len(lexing.tokens):
        kind, start, end, value = lexing.tokens[reached]
        problems.append(Problem("unexpected", start, end, text[start:end] or "this"))
        return Parsed(tree.Script(0, len(text), [], lexing.comments), diagnostics_of(problems, source), source)
    script: tree.Script = run.values[0]
    script.comments = lexing.comments
    return Parsed(script, diagnostics_of(problems, source), source)
