"""The LALR table of grammar/jql.lark as plain data. The only file of this room that imports Lark, and only
when the first query is read."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from syncscript.grammar_files import grammar_text

GRAMMAR = "jql.lark"


class Rule(NamedTuple):
    """length: of what it replaces; builder: what it makes of that, by name."""

    length: int
    origin: str
    builder: str


class Table(NamedTuple):
    """rows: for each state, by symbol: the next state, or the rule that has ended there."""

    rows: dict[int, dict[str, int | Rule]]
    start: int
    final: int


@lru_cache(maxsize=1)
def table() -> Table:
    import lark
    from lark.lexer import Lexer

    class Unused(Lexer):
        __future_interface__ = True

        def __init__(self, _conf: Any) -> None: ...

        def lex(self, *_: Any) -> Any:
            return iter(())

    parser: Any = lark.Lark(grammar_text(GRAMMAR), parser="lalr", lexer=Unused, maybe_placeholders=False)
    made = parser.parser.parser._parse_table
    rows = {
        state: {str(symbol): rule_of(target) for symbol, (_, target) in row.items()}
        for state, row in made.states.items()
    }
    return Table(rows, made.start_states["start"], made.end_states["start"])


def rule_of(target: Any) -> int | Rule:
    if isinstance(target, int):
        return target
    return Rule(len(target.expansion), str(target.origin.name), str(target.alias or ""))
