"""Which list a name stands for an entry of: `it` or a parameter of a closure, the variable of a loop.

Looks at tokens alone, since the text is broken while somebody types. Refuses to know what entries have.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.assist.rule_text import RuleText
from syncscript.language.syntax.lexing import Token

OF_PARAMETERS = ("ID", "_COMMA", "DECL_TYPE", "MODIFIER", "ARROW")


def list_of(rule: RuleText, name: str, offset: int) -> list[str]:
    """The path of the list, `replica.comments`; empty where the name is no entry of one."""
    before = [token for token in rule.tokens if token[2] <= offset]
    for place in open_braces(before):
        if name in parameters(rule, before[place + 1 :]):
            head = place - 1 if before[place - 1][0] == "_LPAR" else place
            found = rule.names_up_to(before[:head])[:-1]
        else:
            found = looped_over(rule, before[:place], name)
        if found:
            return found
    return []


def open_braces(tokens: list[Token]) -> Iterator[int]:
    """Places of those that are not closed yet, the innermost first."""
    depth = 0
    for place in range(len(tokens) - 1, -1, -1):
        kind = tokens[place][0]
        depth += kind == "_RBRACE"
        if kind.startswith("_LBRACE"):
            if depth == 0:
                yield place
            depth = max(0, depth - 1)


def parameters(rule: RuleText, inside: list[Token]) -> tuple[str, ...]:
    """The one that takes an entry: the first one that is named, else `it`."""
    names: list[str] = []
    for kind, start, end, _ in inside:
        if kind not in OF_PARAMETERS:
            break
        if kind == "ARROW":
            return tuple(names[:1])
        if kind == "ID":
            names.append(rule.text[start:end])
    return ("it",)


def looped_over(rule: RuleText, before: list[Token], name: str) -> list[str]:
    """Of `for (name in path)` at the end of these tokens."""
    heads = [place for place, token in enumerate(before) if token[0] == "_FOR_IN"]
    if not heads or not before or before[-1][0] != "_RPAR_C":
        return []
    _, start, end, _ = before[heads[-1] - 1]
    return rule.names_up_to(before[:-1]) if rule.text[start:end] == name else []
