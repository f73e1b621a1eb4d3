"""Which texts are JQL, and where the others stop being it: right.yaml, wrong.yaml, holes.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lark
import pytest
import yaml

from syncscript import jql
from syncscript.grammar_files import grammar_text
from syncscript.jql.moves import END, TERMINALS
from syncscript.jql.table import table
from syncscript.jql.tokens import tokens
from syncscript.jql.tree import (
    Both,
    Clause,
    Empty,
    FunctionCall,
    Literal,
    Members,
    Name,
    Negation,
    Query,
    Sort,
)

HERE = Path(__file__).parent


def data(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def holed(query: str) -> str:
    return query.replace("${}", jql.HOLE)


RIGHT = [query for group in data("right.yaml").values() for query in group]
HOLES = data("holes.yaml")
WRONG = [*data("wrong.yaml"), *HOLES["wrong"]]


@pytest.mark.parametrize("query", RIGHT)
def test_a_right_query_is_right(query: str) -> None:
    assert jql.mistakes_in(query) == ()
    assert isinstance(jql.parse(query), Query)


@pytest.mark.parametrize("query", HOLES["right"])
def test_a_hole_makes_no_right_query_wrong(query: str) -> None:
    assert jql.mistakes_in(holed(query)) == ()


@pytest.mark.parametrize("row", WRONG, ids=lambda row: row["query"])
def test_a_wrong_query_is_told_at_its_place(row: dict[str, Any]) -> None:
    query = holed(row["query"])
    wrong, *_ = jql.mistakes_in(query)
    at = row["at"] if "at" in row else only_place(query, row["marked"])
    assert (wrong.start, query[wrong.start : wrong.end]) == (at, row["marked"])
    assert row["message"] in wrong.message
    assert row.get("help", "") in wrong.help


def only_place(query: str, marked: str) -> int:
    """A single sign that is told at the end of a query stands there last."""
    return query.rindex(marked) if len(marked) == 1 else query.index(marked)


@pytest.mark.parametrize("query", RIGHT)
def test_a_right_query_stays_right_with_a_hole_in_place_of_any_word(query: str) -> None:
    for token in tokens(query):
        if token.kind in ("WORD", "STRING"):
            holed = query[: token.start] + jql.HOLE + query[token.end :]
            assert jql.mistakes_in(holed) == (), holed


@pytest.mark.parametrize("query", RIGHT)
def test_places_are_in_order_and_inside_of_the_query(query: str) -> None:
    places = []
    for clause in jql.clauses(jql.parse(query).where):
        places += [place for each in (clause.field, *clause.operands) for place in (each.start, each.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(query) for place in places)


def test_a_tree() -> None:
    query = jql.parse(
        'project in (BLUE, "a \\"b\\"") AND NOT due < endOfDay("1d") AND x is not empty ORDER BY y desc'
    )
    listed = Clause(Name("project"), "in", Members((Literal("BLUE"), Literal('a "b"'))))
    late = Clause(Name("due"), "<", FunctionCall("endOfDay", (Literal("1d"),)))
    there = Clause(Name("x"), "is not", Empty())
    assert query == Query(Both((listed, Negation(late), there)), (Sort(Name("y"), True),))


def test_the_grammar_has_no_conflict_and_its_terminals_are_the_readers() -> None:
    class Unused(lark.lexer.Lexer):
        __future_interface__ = True

        def __init__(self, _conf: Any) -> None: ...

        def lex(self, *_: Any) -> Any:
            return iter(())

    lark.Lark(grammar_text("jql.lark"), parser="lalr", lexer=Unused, strict=True)
    symbols = {symbol for row in table().rows.values() for symbol in row if symbol.isupper() or symbol == END}
    assert symbols == set(TERMINALS)
