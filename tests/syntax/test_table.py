"""The grammar has no conflicts, every rule has its builder, and our machine agrees with Lark's."""

from __future__ import annotations

import re
from typing import Any

import lark
import pytest
from lark.lexer import Lexer, Token

from syncscript.grammar_files import grammar_text
from syncscript.language.syntax import parsing
from syncscript.language.syntax.building import BUILDERS
from syncscript.language.syntax.lexer import lex, lexicon_of
from syncscript.language.syntax.loop import Run, feed, machine_of
from syncscript.language.syntax.shortcuts import shortened
from syncscript.language.syntax.table import Table, build_table
from tests.syntax.test_newlines import CASES as NEWLINES
from tests.syntax.test_trees import CASES as TREES

SCRIPTS = [text for text, _ in [*TREES, *NEWLINES]]


@pytest.fixture(scope="module")
def table() -> Table:
    return build_table(grammar_text(parsing.GRAMMAR))


def test_grammar_has_no_conflicts(table: Table) -> None:
    assert len(table["rows"]) > 400


def test_a_conflict_would_be_found() -> None:
    with pytest.raises(lark.exceptions.GrammarError):
        build_table('start: a\na: a "+" a | "x"\n')


def test_every_rule_has_a_builder_and_every_builder_a_rule(table: Table) -> None:
    parsing.load_builders()
    named = {builder for _, _, builder, _ in table["rules"] if builder}
    assert named == set(BUILDERS)


def test_terminals_capture_nothing(table: Table) -> None:
    """The lexer tells tokens apart by the number of the group that matched."""
    capturing = [name for name, pattern in table["terminals"].items() if re.compile(pattern).groups]
    assert capturing == []


def test_our_machine_makes_the_tree_that_lark_makes(table: Table) -> None:
    lexicon = lexicon_of(table)

    class Ours(Lexer):
        __future_interface__ = True

        def __init__(self, _conf: Any) -> None: ...

        def lex(self, state: Any, _parser: Any) -> Any:
            for kind, start, end, value in lex(state.text.text, lexicon).tokens[:-1]:
                yield Token(kind, str(value), start, 1, 1, 1, 1, end)

    parser = lark.Lark(grammar_text(parsing.GRAMMAR), parser="lalr", lexer=Ours, maybe_placeholders=False)
    names = {builder for _, _, builder, _ in table["rules"] if builder}
    builders = {name: _tree_builder(name) for name in names}
    for machine in (machine_of(table, builders), machine_of(shortened(table), builders)):
        for script in SCRIPTS:
            run = Run([machine.start], [])
            tokens = lex(script, lexicon).tokens
            assert feed(machine, run, tokens, 0, None) == len(tokens)
            assert run.values[0] == _plain(parser.parse(script)), script


def _tree_builder(name: str) -> Any:
    def build(_context: Any, kept: list[Any], start: int, end: int) -> Any:
        words = [(each[0], str(each[3])) if isinstance(each, tuple) else each for each in kept]
        return _Tree(name, words, start, end)

    return build


class _Tree:
    def __init__(self, name: str, kept: list[Any], start: int, end: int) -> None:
        self.name, self.kept, self.start, self.end = name, kept, start, end

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Tree) and (self.name, self.kept) == (other.name, other.kept)

    def __repr__(self) -> str:
        return f"{self.name}{self.kept}"


def _plain(value: Any) -> Any:
    if isinstance(value, lark.Tree):
        return _Tree(str(value.data), [_plain(child) for child in value.children], 0, 0)
    return str(value.type), str(value)
