"""Value maps that are written as rows and searched: `rows.find { it.from == x }?.to`.

Knows rows whose parts are all texts that are written there, and a search that asks for one of these parts
alone. Refuses to know where the rows stand, and to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from syncscript.language.analysis.survey import text_of
from syncscript.language.syntax import tree

Part = str | int
"""What a row calls it: `from`, or the place in a list."""
Valued = Callable[[tree.Node], tree.Node]
"""What stands behind a name; the node itself where nobody can tell."""


@dataclass(frozen=True, slots=True)
class Search:
    """table: what the rows come to; key: what they are searched for; names: the variables of rows and of the
    row that is found; fails: a value without a row is an error and no null."""

    table: tree.MapLiteral
    key: tree.Node
    names: tuple[str, ...]
    fails: bool


def search_in(value: tree.Node, valued: Valued) -> Search | None:
    """The search whose row `value` takes a part of."""
    holder, taken = part_taken(value)
    call = valued(holder) if holder is not None else None
    if taken is None or not isinstance(call, tree.Call) or call.name != "find" or call.target is None:
        return None
    asked, key = asked_part(call)
    rows = valued(call.target)
    entries = list(entries_of(rows, asked, taken)) if asked is not None and key is not None else []
    if key is None or not entries or None in entries:
        return None
    table = tree.MapLiteral(rows.start, rows.end, [each for each in entries if each is not None])
    names = tuple(each.name for each in (holder, call.target) if isinstance(each, tree.Name))
    return Search(table, key, names, not getattr(value, "safe", False))


def part_taken(value: tree.Node) -> tuple[tree.Node | None, Part | None]:
    """`x`, `to` of `x?.to`, `x["to"]`, `x?.get("to")`."""
    match value:
        case tree.Property(target=holder, name=str(name), spread=False):
            return holder, name
        case tree.Index(target=holder, keys=[tree.Literal(value=str() | int() as part)]):
            return holder, part
        case tree.Call(
            target=tree.Node() as holder,
            name="get" | "getAt",
            arguments=[tree.Argument(value=tree.Literal(value=str() | int() as part))],
        ):
            return holder, part
    return None, None


def asked_part(call: tree.Call) -> tuple[Part | None, tree.Node | None]:
    """The part of a row that the closure compares, and with what."""
    match call.arguments:
        case [
            tree.Argument(
                value=tree.Closure(
                    parameters=parameters,
                    body=[
                        tree.ExpressionStatement(expression=tree.Binary(operator="==") as condition)
                        | tree.Return(value=tree.Binary(operator="==") as condition)
                    ],
                )
            )
        ]:
            pass
        case _:
            return None, None
    names = [each.name for each in parameters] if parameters is not None else ["it"]
    for one, other in ((condition.left, condition.right), (condition.right, condition.left)):
        part = part_of_row(one, names)
        if part is not None:
            return part, other
    return None, None


def part_of_row(node: tree.Node, names: list[str]) -> Part | None:
    if len(names) == 2 and isinstance(node, tree.Name) and node.name in names:
        return ("key", "value")[names.index(node.name)]
    holder, part = part_taken(node)
    return part if len(names) == 1 and isinstance(holder, tree.Name) and holder.name in names else None


def entries_of(rows: tree.Node, asked: Part, taken: Part) -> Iterator[tree.MapEntry | None]:
    """Each row as an entry of a map, the first one of each value; None for a row that says something else."""
    seen: set[object] = set()
    for row in parted(rows):
        key, value = (row.get(asked), row.get(taken)) if row is not None else (None, None)
        if key is None or value is None:
            yield None
        elif key.value not in seen:
            seen.add(key.value)
            yield tree.MapEntry(min(key.start, value.start), max(key.end, value.end), key, value)


def parted(rows: tree.Node) -> Iterator[dict[Part, tree.Literal] | None]:
    match rows:
        case tree.ListLiteral(items=items):
            yield from map(parts_of, items)
        case tree.MapLiteral(entries=entries):
            for entry in entries:
                key, value = keyed(entry)
                yield {"key": key, "value": value} if key is not None and value is not None else None


def parts_of(row: tree.Node) -> dict[Part, tree.Literal] | None:
    if isinstance(row, tree.ListLiteral):
        texts = [(n, each) for n, each in enumerate(row.items) if isinstance(each, tree.Literal)]
        return {n: each for n, each in texts if text_of(each) is not None}
    if not isinstance(row, tree.MapLiteral):
        return None
    pairs = map(keyed, row.entries)
    return {str(key.value): value for key, value in pairs if key is not None and value is not None}


def keyed(entry: tree.Node) -> tuple[tree.Literal | None, tree.Literal | None]:
    """Key and value of an entry, where both are texts."""
    if not isinstance(entry, tree.MapEntry) or not isinstance(entry.value, tree.Literal):
        return None, None
    key = entry.key
    if isinstance(key, str):
        key = tree.Literal(entry.start, entry.start + len(key), "string", key)
    if not isinstance(key, tree.Literal) or text_of(key) is None or text_of(entry.value) is None:
        return None, None
    return key, entry.value
