"""A field is added to, comes back with the addition, and is added to again.

One side writes "[Blue] " in front of the title, the other copies titles as they are in both directions: with
every edit on the other side the title grows by another "[Blue] ", until it is too long. Told where the
connection's other rules are known, or a mapping file holds the whole way round. So do labels and their like
that each get a prefix. Nothing is said where a condition looks at the text first.

Value maps can do the same: "P2" becomes "High" here, "High" goes back as "P1", and "P1" becomes "Highest".

Bad (incoming)::

    // after: summary<-summary | summary<-summary | summary<-summary
    issue.summary = "[Blue] " + replica.summary

Good (incoming)::

    // after: summary<-summary | summary<-summary | summary<-summary
    issue.summary = replica.summary.startsWith("[Blue]") ? replica.summary : "[Blue] " + replica.summary
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.conversions import Conversion, conversions_in
from syncscript.language.analysis.settling import Copy, added_to_each, comes_back, growing_copies, is_text
from syncscript.language.analysis.value_flow import key_of
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.mapping_tables import side_field
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

HELP = "add it at the first sync only, or ask first: x.startsWith(...) ? x : ... + x"
Field = tuple[str, str]


@lint_rule("L209", "sync", tree.Script)
def check(node: tree.Script, linted: Linted) -> Iterator[Told]:
    if linted.kind == "mapping":
        yield from growing_lines(linted)
        return
    after = linted.surroundings.after
    yield from circling_entries(linted)
    for each in growing_copies(linted.survey, linted.kind) if after else ():
        if comes_back(each.copy, after or ()):
            told = f"{each.copy.target} comes back with what is added here, and is added to again."
            yield Told(each.node, told, HELP)


def circling_entries(linted: Linted) -> Iterator[Told]:
    """Entries of a map whose value the other side's map makes into another one, and this map again."""
    if linted.kind != "incoming" or not linted.surroundings.maps:
        return
    for ours, lookup in conversions_in(linted.flow):
        table = ours.table
        for theirs in linted.surroundings.maps:
            back = theirs.table if goes_round(ours, theirs, linted) else {}
            for entry in lookup.table.entries:
                came = key_of(entry)
                here = table.get(str(came))
                returned = back.get(str(here))
                again = table.get(str(returned))
                if None not in (came, here, returned, again) and came != returned and here != again:
                    told = f"{came!r} becomes {here!r}, goes back as {returned!r} and comes as {again!r}."
                    yield Told(entry, told, "let the maps of the two sides be each other's reverse")


def goes_round(ours: Conversion, theirs: Conversion, linted: Linted) -> bool:
    """Whether the two sides' rules send what the one map makes to the other one."""
    after = linted.surroundings.after
    if after is None:
        return False
    return Copy(theirs.source, ours.target) in after[0] and Copy(ours.source, theirs.target) in after[2]


def growing_lines(linted: Linted) -> Iterator[Told]:
    """Of a mapping file: `Blue.issue.x = "..." + Green.issue.x` beside a line that copies it back."""
    copied: set[tuple[Field, Field]] = set()
    growing: list[tuple[Field, Field, tree.Node]] = []
    for mapping in linted.survey.of(tree.Mapping):
        left, right = side_field(mapping.left), side_field(mapping.right)
        if left is not None and right is not None and mapping.table is None:
            copied |= {(left, right), (right, left)}
    for each in linted.survey.of(tree.Assignment):
        if not is_always_run(each, linted):
            continue
        target, source = side_field(each.target), side_field(each.value)
        if target is not None and source is not None:
            copied.add((target, source))
        elif target is not None:
            growing += [(target, source, each) for source in added_to(each.value)]
    copied |= {(target, source) for target, source, _ in growing}
    for target, source, where in growing:
        if target != source and goes_back(target, source, copied):
            told = f"{target[1]} comes back with what is added here, and is added to again."
            yield Told(where, told, HELP)


def is_always_run(line: tree.Assignment, linted: Linted) -> bool:
    """At every sync, or at every one that has a value: under no condition but that."""
    return id(line) in linted.survey.at_top or all(map(lets_in, linted.survey.above(line)))


def lets_in(outer: tree.Node) -> bool:
    if isinstance(outer, tree.If):
        return side_field(outer.condition) is not None
    return isinstance(outer, tree.Script | tree.ExpressionStatement | tree.Block)


def goes_back(target: Field, source: Field, copied: set[tuple[Field, Field]]) -> bool:
    """Whether what stands in the target comes to the source, by way of other fields perhaps."""
    reached: set[Field] = set()
    waiting = [target]
    while waiting:
        here = waiting.pop()
        further = {to for to, came in copied if came == here} - reached
        reached |= further
        waiting += further
    return source in reached


def added_to(value: tree.Node) -> Iterator[Field]:
    """The fields beside which this value has some text of its own."""
    match value:
        case tree.Binary(operator="+", left=left, right=right) if is_text(value):
            parts = [left, right, *beside(left), *beside(right)]
        case tree.GString(parts=inner) if is_text(value):
            parts = [part for part in inner if isinstance(part, tree.Node)]
        case tree.Call(target=tree.Node() as items, name="collect") if added_to_each(value):
            parts = [items]
        case _:
            return
    yield from (field for part in parts if (field := side_field(part)) is not None)


def beside(value: tree.Node) -> list[tree.Node]:
    """The parts of a sum."""
    if isinstance(value, tree.Binary) and value.operator == "+":
        return [value.left, value.right, *beside(value.left), *beside(value.right)]
    return []
