"""The LALR table of the grammar as plain data.

Knows how Lark describes its rules and states, and is the only file that imports it. Refuses to
know what a rule builds: it names the builder and which symbols the builder gets.
"""

from __future__ import annotations

from typing import Any

FORMAT = 2
"""Changes with every change to what is made of a grammar here or in shortcuts: no old cache is taken."""

Table = dict[str, Any]
"""rows: for each state {symbol: action}; an action >= 0 is the next state, ~action is a rule.
rules: (length, origin, builder, kept): builder None passes the one kept value on, "" gives a list;
kept: places of the symbols that count, ~place when that symbol is a list to be spliced in.
terminals: {name: regular expression}. marks: {text: terminal} of those that are plain text.
start, final: states."""


def build_table(grammar: str) -> Table:
    """The table of a grammar. lark.GrammarError when it has a conflict."""
    import lark
    from lark.lexer import Lexer

    class Unused(Lexer):
        __future_interface__ = True

        def __init__(self, _conf: Any) -> None: ...

        def lex(self, *_: Any) -> Any:
            return iter(())

    parser: Any = lark.Lark(grammar, parser="lalr", lexer=Unused, strict=True, maybe_placeholders=False)
    lalr = parser.parser.parser._parse_table
    rules = list(parser.rules)
    return {
        **_rows(lalr, {rule: number for number, rule in enumerate(rules)}),
        "rules": [_rule(rule) for rule in rules],
        **_terminals(parser),
    }


def _rows(lalr: Any, number_of_rule: dict[Any, int]) -> Table:
    numbers = {state: number for number, state in enumerate(lalr.states)}

    def action(step: Any, argument: Any) -> int:
        return numbers[argument] if str(step) == "Shift" else ~number_of_rule[argument]

    rows = [{str(symbol): action(*entry) for symbol, entry in row.items()} for row in lalr.states.values()]
    return {"rows": rows, "start": numbers[lalr.start_states["start"]],
            "final": numbers[lalr.end_states["start"]]}


def _rule(rule: Any) -> tuple[int, str, str | None, tuple[int, ...]]:
    origin = str(rule.origin.name)
    kept = tuple(
        ~place if not symbol.is_term and symbol.name.startswith("_") else place
        for place, symbol in enumerate(rule.expansion)
        if not (symbol.is_term and symbol.filter_out)
    )
    builder: str | None = str(rule.alias or origin)
    if origin.startswith("_"):
        builder = ""
    elif rule.options.expand1 and not rule.alias and len(kept) == 1 and kept[0] >= 0:
        builder = None
    return len(rule.expansion), origin, builder, kept


def _terminals(parser: Any) -> Table:
    terminals, _, _ = parser.grammar.compile(["start"], "*")
    return {
        "terminals": {str(t.name): str(t.pattern.to_regexp()) for t in terminals},
        "marks": {str(t.pattern.value): str(t.name) for t in terminals if t.pattern.type == "str"},
    }
