"""From the text of a query to its clauses, by grammar/jql.lark.

A clause under `not` or `or` is marked as uncertain, one about the past as such. Refuses to know what fields
and values there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from syncscript.app.linting.queries import Clause, Named, Unreadable
from syncscript.language.syntax.grammar_files import grammar_text

RESERVED = re.compile(r"[@;?*/%^$#{}`]")


@lru_cache(maxsize=1)
def parser() -> Lark:
    return Lark(grammar_text("jql.lark"), parser="lalr", maybe_placeholders=True, propagate_positions=True)


def read(query: str) -> list[Clause] | Unreadable:
    try:
        tree = parser().parse(query)
    except UnexpectedInput as error:
        token = getattr(error, "token", None)
        ended = error.pos_in_stream is None or (token is not None and token.type == "$END")
        return unreadable(query, len(query) if ended else int(error.pos_in_stream or 0))
    for token in tree.scan_values(lambda each: isinstance(each, Token) and each.type == "WORD"):
        if (found := RESERVED.search(token)) and "\\" not in token:
            start = (token.start_pos or 0) + found.start()
            return Unreadable(
                start, 1, f"{found[0]} is reserved in JQL: the text around it must stand in quotes."
            )
    return list(clauses_in(tree, certain=True))


def unreadable(query: str, start: int) -> Unreadable:
    """In words; a quote that is never closed is what most such places come from."""
    rest = query[start:].strip()
    if not rest:
        return Unreadable(max(0, len(query.rstrip()) - 1), 1, "The query ends too early: a value is missing.")
    if rest[0] in "\"'":
        return Unreadable(start, 1, "This quote is never closed.")
    word = re.match(r"\w+|.", rest, re.DOTALL)
    shown = word[0] if word else rest[0]
    return Unreadable(start + query[start:].index(rest[0]), len(shown), f"{shown} does not fit here in JQL.")


def clauses_in(tree: object, *, certain: bool) -> Iterator[Clause]:
    if not isinstance(tree, Tree):
        return
    if tree.data in ("compared", "listed", "emptiness", "historical"):
        yield clause_of(tree, certain=certain)
        return
    inner = certain and tree.data not in ("negation", "either", "order")
    for child in tree.children:
        yield from clauses_in(child, certain=inner)


def clause_of(tree: Tree[Token], *, certain: bool) -> Clause:
    field = next(child for child in tree.children if isinstance(child, Tree) and child.data == "field")
    inside = list(tree.iter_subtrees())
    values = tuple(named(each) for each in inside if each.data in ("word", "string"))
    values = tuple(sorted(values, key=lambda each: each.start))
    called = any(each.data == "call" for each in inside)
    return Clause(named(field), operator_of(tree), () if called else values, certain)


def operator_of(tree: Tree[Token]) -> str:
    words = [str(each).lower() for each in tree.children if isinstance(each, Token)]
    if tree.data == "compared":
        return words[0]
    return {"listed": " ".join(words), "emptiness": "is"}.get(str(tree.data), "was")


def named(tree: Tree[Token]) -> Named:
    token = tree.children[0]
    assert isinstance(token, Token)
    text = str(token)
    if token.type == "STRING":
        text = text[1:-1]
    return Named(re.sub(r"\\(.)", r"\1", text), token.start_pos or 0, token.end_pos or 0)
