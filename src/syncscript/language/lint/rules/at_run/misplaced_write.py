"""A field is written on the object that nobody looks at.

An outgoing rule is run for what it puts into `replica`, an incoming rule for what it does to `issue`. What
is assigned the other way round is dropped without a word: the field never crosses. A field that the rule
reads again itself is a note to itself, and is left in peace.

Bad (incoming)::

    replica.labels = issue.labels

Good (incoming)::

    issue.labels = replica.labels

Bad (outgoing)::

    issue.summary = "[ext] " + issue.key

Good (outgoing)::

    replica.summary = "[ext] " + issue.key
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.mistaken_assignments import mistaken_assignments
from syncscript.language.analysis.writes import field_of, fields_read, path_of
from syncscript.language.interpreter.scopes import ROOTS
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.rule_files import WRITTEN
from syncscript.language.syntax import tree

READ = {"incoming": "replica", "outgoing": "issue"}
KEPT = {
    "incoming": "the replica is what the other side sent, and is not kept",
    "outgoing": "only what stands in the replica crosses",
}


@lint_rule("L104", "correctness", tree.Script, kinds=tuple(WRITTEN))
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    kind, nodes = linted.kind, linted.nodes
    names = {name for name, root in ROOTS.items() if root == READ[kind]} - linted.declared
    targets = linted.written.targets
    if all(field_of(target, names) is None for target in targets):
        return
    mistaken = {id(each.target) for each in mistaken_assignments(nodes)}
    targets = [target for target in targets if id(target) not in mistaken]
    used = fields_read(nodes, names, {id(part) for target in targets for part in path_of(target)})
    told: set[str] = set()
    for target in targets:
        field = field_of(target, names)
        if field is not None and used is not None and field not in used and field not in told:
            told.add(field)
            message = f"{READ[kind]}.{field} is written here, but {KEPT[kind]}."
            yield Told(target, message, what_to_do(target, f"{WRITTEN[kind]}.{field}", linted))


def what_to_do(target: tree.Node, meant: str, linted: Linted) -> str:
    """In `issue.x = replica.x = v` the right one is written beside it."""
    own = linted.parents.get(id(target))
    around = linted.parents.get(id(own))
    chained = isinstance(around, tree.Assignment) and around.value is own
    if chained and isinstance(around, tree.Assignment) and linted.text(around.target) == meant:
        return f"take it away: {meant} is written beside it"
    return f"write {meant} = ..."
