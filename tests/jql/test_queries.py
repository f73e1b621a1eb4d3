"""Which texts are JQL, and where the others stop being it: right.yaml, wrong.yaml, holes.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from typing import Any

import lark
import pytest
import yaml
from hypothesis import given
from hypothesis.strategies import text

from syncscript import jql
from syncscript.grammar_files import grammar_text
from syncscript.jql.moves import END, TERMINALS
from syncscript.jql.reserved import AT_TIMES, KEYWORDS, WORDS
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
from syncscript.sandbox.jql import parse as refused_or_read
from syncscript.sandbox.problems import JiraProblem
from tests.engine.dying import chosen
from tests.on_each import on_each

HERE = Path(__file__).parent


def data(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def holed(query: str) -> str:
    return query.replace("${}", jql.HOLE)


RIGHT = [query for group in data("right.yaml").values() for query in group]
HOLES = data("holes.yaml")
WRONG = [*data("wrong.yaml"), *HOLES["wrong"]]


@on_each(RIGHT)
def test_a_right_query_is_right(query: str) -> None:
    assert jql.mistakes_in(query) == ()
    assert isinstance(jql.parse(query), Query)


@on_each(HOLES["right"])
def test_a_hole_makes_no_right_query_wrong(query: str) -> None:
    assert jql.mistakes_in(holed(query)) == ()


@on_each(WRONG, lambda row: row["query"])
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


@on_each(RIGHT)
def test_a_right_query_stays_right_with_a_hole_in_place_of_any_word(query: str) -> None:
    for token in tokens(query):
        if token.kind in ("WORD", "STRING"):
            holed = query[: token.start] + jql.HOLE + query[token.end :]
            assert jql.mistakes_in(holed) == (), holed


@on_each(RIGHT)
def test_places_are_in_order_and_inside_of_the_query(query: str) -> None:
    places = []
    for clause in jql.clauses(jql.parse(query).where):
        places += [place for each in (clause.field, *clause.operands) for place in (each.start, each.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(query) for place in places)


VALUE_FOLLOWS = ("OPERATOR", "PREDICATE", "BY", "IN", "NOT")


def spans(query: str) -> Iterator[str]:
    """The query with a hole in place of one to four tokens, where no value is broken off."""
    found = list(tokens(query))
    for first in range(len(found)):
        before = found[first - 1].kind if first else ""
        if before in VALUE_FOLLOWS or (before == "WORD" and found[first].kind == "OPENING"):
            continue
        for last in range(first, min(first + 4, len(found))):
            kinds = [each.kind for each in found[first : last + 1]]
            steps = [(kind == "OPENING") - (kind == "CLOSING") for kind in kinds]
            if min(accumulate(steps)) == 0 == sum(steps):
                yield query[: found[first].start] + jql.HOLE + query[found[last].end :]


@on_each(chosen(RIGHT), parts=3)
def test_a_right_query_stays_right_with_a_hole_in_place_of_any_part(query: str) -> None:
    for holed in spans(query):
        assert jql.mistakes_in(holed) == (), holed


@given(text(alphabet="ab =!~<>()[],.'\"\\&|\n\ufffc", max_size=30))
def test_any_text_is_read_or_told(query: str) -> None:
    for wrong in jql.mistakes_in(query):
        assert 0 <= wrong.start <= wrong.end <= len(query)
        assert wrong.message
    with suppress(JiraProblem):
        refused_or_read(query)


DEEP = ["(" * 5000 + "a = b" + ")" * 5000, "not " * 5000 + "a = b", "a in " + "(" * 5000]
LONG = ["a[" + " " * 50_000, "a = " + "'" * 49_999, "a" * 50_000, "a = b" + " OR c = d" * 5000]


@pytest.mark.parametrize("query", DEEP, ids=["brackets", "nots", "lists"])
def test_a_query_of_endless_depth_is_told(query: str) -> None:
    (wrong,) = jql.mistakes_in(query)
    assert "too many brackets" in wrong.message


@pytest.mark.parametrize("query", LONG, ids=["spaces", "quotes", "letters", "clauses"])
def test_a_long_query_takes_no_long_time(query: str) -> None:
    jql.mistakes_in(query)


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


def test_a_value_is_read_as_it_was_written() -> None:
    """Whatever Jira reserves stands in quotes, and what it does not stands as people write it."""
    reserved = KEYWORDS.keys() | WORDS | AT_TIMES
    for word in (*reserved, *(each.upper() for each in reserved), "O K", 'a"b\\', "1", "", "\u00c4"):
        written = jql.as_value(word)
        assert written.startswith('"') and value_of(written) == word
    for word in ("OAK", "ORDERS", "A_1"):
        assert jql.as_value(word) == word == value_of(word)


def value_of(written: str) -> str:
    both: Any = jql.parse(f"project = {written} and backbone.remoteKey is not empty").where
    told: str = both.parts[0].operand.text
    return told
