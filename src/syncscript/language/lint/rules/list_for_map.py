"""A list is made where a map is meant.

`[]` is an empty list, `[:]` an empty map. What is put into a list under a name is lost without a word, or
fails: `m["Open"] = "To Do"` leaves the list as it was.

Bad (incoming)::

    def names = []
    names["Open"] = "To Do"
    issue.setStatus(names[replica.status.name] ?: "Backlog")

Good (incoming)::

    def names = [:]
    names["Open"] = "To Do"
    issue.setStatus(names[replica.status.name] ?: "Backlog")
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.names import Variable
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

OF_MAPS = frozenset({
    "put", "putAll", "containsKey", "keySet", "entrySet", "putIfAbsent", "containsValue", "values",
})  # fmt: skip
OF_LISTS = frozenset({
    "add", "addAll", "leftShift", "first", "last", "join", "removeAt", "push", "pop", "sort",
})  # fmt: skip


@lint_rule("L117", "correctness", tree.Script)
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    for each in linted.names.variables:
        made = each.value
        if not isinstance(made, tree.ListLiteral) or each.writes:
            continue
        if made.items:
            yield from looked_up(each, made, linted)
            continue
        uses = [use for read in each.reads if (use := use_as_map(read, linted)) is not None]
        if uses:
            fix = Fix("write [:]", (Edit(made.start, made.end, "[:]"),), safe=not is_list_too(each, linted))
            line = linted.source.position(uses[0].start)[0]
            message = f"{each.name} is a list, and line {line} uses it as a map."
            yield Told(made, message, "write [:] for an empty map", fix)


def looked_up(each: Variable, made: tree.ListLiteral, linted: Linted) -> Iterator[Told]:
    """A list of texts that is asked for a name."""
    if not all(isinstance(item, tree.Literal | tree.GString) for item in made.items):
        return
    for read in each.reads:
        above = linted.parents.get(id(read))
        if isinstance(above, tree.Index) and above.target is read and use_as_map(read, linted) is above:
            message = f"{each.name} is a list: it is asked by number, and not by name."
            yield Told(above, message, f'make it a map: [{linted.text(made.items[0])}: "..."]')
            return


def use_as_map(read: tree.Node, linted: Linted) -> tree.Node | None:
    above = linted.parents.get(id(read))
    match above:
        case tree.Index(target=target, keys=[key]) if target is read:
            kind = linted.types.of(key)
            return above if kind is not None and kind.name == "text" else None
        case tree.Call(target=target, name=str(name)) if target is read and name in OF_MAPS:
            return above
        case tree.Property(target=target) if target is read:
            around = linted.parents.get(id(above))
            return above if isinstance(around, tree.Assignment) and around.target is above else None
    return None


def is_list_too(each: Variable, linted: Linted) -> bool:
    for read in each.reads:
        above = linted.parents.get(id(read))
        if isinstance(above, tree.Binary) and above.operator in ("<<", "+"):
            return True
        if isinstance(above, tree.Call) and above.target is read and above.name in OF_LISTS:
            return True
    return False
