"""JQL text to tree, by grammar/jql.lark. A wrong query is refused in Jira's words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, cast

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from syncscript.language.syntax.grammar_files import grammar_text
from syncscript.sandbox.jql.tree import (
    Both,
    Clause,
    Either,
    Empty,
    FunctionCall,
    Literal,
    Negation,
    Operand,
    Query,
    Sort,
)
from syncscript.sandbox.problems import refused

_RESERVED = re.compile(r"[@;?*/%^$#{}`]")
_OPERATORS = "'=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'"
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def _unescaped(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        if match[1].startswith("u"):
            return chr(int(match[1][1:], 16))
        return _ESCAPES.get(match[1], match[1])
    return re.sub(r"\\(u[0-9a-fA-F]{4}|.)", one, text, flags=re.DOTALL)


def _reserved_words(character: str, line: int, column: int) -> str:
    return (
        f"Error in the JQL Query: The character '{character}' is a reserved JQL character. You must "
        f"enclose it in a string or use the escape '\\u{ord(character or ' '):04x}' instead. "
        f"(line {line}, character {column})"
    )


class _Reserved(Exception):
    def __init__(self, token: Token, character: str, place: int) -> None:
        super().__init__(character)
        line, column = token.line or 1, (token.column or 1) + place
        self.words = _reserved_words(character, line, column)


def _plain(token: Token) -> str:
    """The text of a word. Refused where it holds a character that JQL reserves."""
    found = _RESERVED.search(re.sub(r"\\.", "__", token))
    if found:
        raise _Reserved(token, found[0], found.start())
    return _unescaped(token)


class _Builder(Transformer[Token, Any]):
    """Parse tree to our tree, bottom up."""

    def field(self, children: list[Token]) -> str:
        token = children[0]
        if token.type == "STRING":
            return _unescaped(token[1:-1])
        return re.sub(r"\s+", "", token) if token.type != "WORD" else _plain(token)

    def word(self, children: list[Token]) -> Literal:
        return Literal(_plain(children[0]))

    def string(self, children: list[Token]) -> Literal:
        return Literal(_unescaped(children[0][1:-1]))

    def value(self, children: list[Token]) -> Empty:
        return Empty()

    def call(self, children: list[Any]) -> FunctionCall:
        return FunctionCall(_plain(children[0]), tuple(c.text for c in children[1:] if c is not None))

    def members(self, children: list[Operand]) -> tuple[Operand, ...]:
        return tuple(children)

    def compared(self, children: list[Any]) -> Clause:
        field, operator, operand = children
        return Clause(field, str(operator), (operand,))

    def listed(self, children: list[Any]) -> Clause:
        field, negated, _, members = children
        operands = members if isinstance(members, tuple) else (members,)
        return Clause(field, "not in" if negated is not None else "in", operands, True)

    def emptiness(self, children: list[Any]) -> Clause:
        field, _, negated, _ = children
        return Clause(field, "is not" if negated is not None else "is", (Empty(),))

    def historical(self, children: list[Any]) -> Clause:
        raise refused("The sandbox does not know the operators WAS and CHANGED.")

    def negation(self, children: list[Any]) -> Negation:
        return Negation(children[1])

    def both(self, children: list[Any]) -> Both:
        return Both(tuple(c for c in children if not isinstance(c, Token)))

    def either(self, children: list[Any]) -> Either:
        return Either(tuple(c for c in children if not isinstance(c, Token)))

    def sort(self, children: list[Any]) -> Sort:
        field, direction = children
        return Sort(field, None if direction is None else direction.lower() == "desc")

    def order(self, children: list[Any]) -> tuple[Sort, ...]:
        return tuple(c for c in children if isinstance(c, Sort))

    def query(self, children: list[Any]) -> Query:
        where, order = children
        return Query(where, order or ())


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(grammar_text("jql.lark"), parser="lalr", maybe_placeholders=True, transformer=_Builder(),
                propagate_positions=False)


@lru_cache(maxsize=512)
def parse(text: str) -> Query:
    """The tree of a query. JiraProblem 400 with Jira's words for a wrong one."""
    try:
        tree: Query = cast(Any, _parser().parse(text))
    except _Reserved as reserved:
        raise refused(reserved.words) from None
    except UnexpectedCharacters as error:
        character = text[error.pos_in_stream] if error.pos_in_stream is not None else ""
        raise refused(_near(character, error.line, error.column, error.pos_in_stream, text)) from None
    except UnexpectedToken as error:
        raise refused(_expected(error)) from None
    except UnexpectedInput as error:
        raise refused(f"Error in the JQL Query: {error}") from None
    return tree


def _near(character: str, line: int, column: int, place: int | None, text: str) -> str:
    if character in "\"'":
        return (
            f"Error in the JQL Query: The quoted string '{text[(place or 0) + 1 :]}' has not been completed. "
            f"(line {line}, character {column})"
        )
    return _reserved_words(character, line, column)


def _expected(error: UnexpectedToken) -> str:
    token = error.token
    if token.type == "$END":
        if "OPERATOR" in error.expected:
            return ("Error in the JQL Query: Expecting operator before the end of the query. "
                    f"The valid operators are {_OPERATORS}.")
        return (
            "Error in the JQL Query: Expecting either a value, list or function before the end of the query."
        )
    place = f"(line {token.line}, character {token.column})"
    if "OPERATOR" in error.expected:
        return (f"Error in the JQL Query: Expecting operator but got '{token}'. "
                f"The valid operators are {_OPERATORS}. {place}")
    if "AND" in error.expected:
        return f"Error in the JQL Query: Expecting either 'OR' or 'AND' but got '{token}'. {place}"
    return f"Error in the JQL Query: Expecting either a value, list or function but got '{token}'. {place}"
