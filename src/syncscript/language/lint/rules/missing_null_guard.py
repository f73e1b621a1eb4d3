"""A value that may be null is used as if it were there.

An issue may have no assignee, no resolution, no due date, an empty custom field; a look-up finds nobody. The
rule works until the first such issue, and then stops its pair.

Bad (outgoing)::

    replica.customKeys.owner = issue.assignee.displayName

Good (outgoing)::

    replica.customKeys.owner = issue.assignee?.displayName

Bad (incoming)::

    issue.assignee = nodeHelper.getUserByEmail(replica.assignee.email)

Good (incoming)::

    if (replica.assignee != null) {
        issue.assignee = nodeHelper.getUserByEmail(replica.assignee.email)
    }
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from syncscript.language.analysis.guards import NONE, Path, Paths, implied, path_of
from syncscript.language.analysis.survey import MIXED
from syncscript.language.builtins.registry import METHODS
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.guards import never_at_first_sync
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

PEOPLE = ("reporter", "creator", "author", "updateAuthor")


@lint_rule("L122", "correctness", tree.Script)
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    told: set[str] = set()
    rule = WholeRule(linted)
    steps: list[tree.Property | tree.Call] = [*linted.survey.of(tree.Property), *linted.survey.of(tree.Call)]
    for node in sorted(steps, key=lambda step: step.start):
        target = node.target
        if target is None or node.safe or node.spread or works_on_null(node) or is_safe_step(target):
            continue
        if not may_be_null(target, rule):
            continue
        path = path_of(target)
        if path is not None and (is_settled(node, target, path, rule) or path in rule.asked):
            continue
        shown = linted.text(target)
        if shown not in told:
            told.add(shown)
            yield Told(node, f"{shown} may be null here.", help_for(node), fix_of(node, linted))


class WholeRule:
    """What is said of paths anywhere in the rule, worked out once."""

    def __init__(self, linted: Linted) -> None:
        self.linted = linted

    @cached_property
    def doubted(self) -> set[Path | None]:
        """Of fields that the rule asks for a value somewhere: they may have none elsewhere too."""
        steps = (each for each in self.linted.survey.of(tree.Property) if each.safe)
        return {path_of(each.target) for each in steps if isinstance(each.target, tree.Property)}

    def is_doubted(self, target: tree.Node) -> bool:
        path = path_of(target)
        return path is not None and path in self.doubted

    @cached_property
    def written(self) -> set[Path | None]:
        return {path_of(target) for target in self.linted.written.targets}

    @cached_property
    def asked(self) -> Paths:
        """What a variable keeps the answer about: `def late = issue.due != null`."""
        values = (each.value for each in self.linted.names.variables)
        asking = [v for v in values if isinstance(v, tree.Binary | tree.Unary | tree.Call | tree.TypeTest)]
        return NONE.union(*(implied(each, truth) for each in asking for truth in (True, False)))


def may_be_null(target: tree.Node, rule: WholeRule) -> bool:
    linted = rule.linted
    if type(target) is tree.Name and linted.survey.roots.get(target.name) == "previous":
        return not never_at_first_sync(target, linted)
    kind = linted.types.of(target)
    if kind is not None and kind.nullable:
        return kind.name != "any" or not isinstance(target, tree.Property) or is_custom_value(target, linted)
    return kind is not None and kind.name == "user" and rule.is_doubted(target)


def is_custom_value(target: tree.Property, linted: Linted) -> bool:
    """`customFields.X.value`: empty on many issues. What customKeys hold is up to the other side."""
    kind = linted.types.of(target.target)
    return kind is not None and kind.name == "custom field"


def is_safe_step(target: tree.Node) -> bool:
    """`x?.y` in front is told as a chain that goes on."""
    return isinstance(target, tree.Property | tree.Call) and target.safe


def works_on_null(node: tree.Property | tree.Call) -> bool:
    return isinstance(node, tree.Call) and node.name in METHODS.get(type(None), ())


def is_settled(node: tree.Node, target: tree.Node, path: Path, rule: WholeRule) -> bool:
    """Whether something else is there by then. Of a variable that is assigned again, its type tells."""
    linted = rule.linted
    variable = linted.names.meant.get(id(target))
    if variable is not None and variable.writes:
        return False
    return linted.guards.hold(node, path) or is_own(path, rule)


def is_own(path: Path, rule: WholeRule) -> bool:
    """Whether the rule gives the field a value somewhere, or the name means several things."""
    if rule.linted.survey.roots.get(path[0]) == MIXED:
        return True
    return path in rule.written or path[:2] in rule.written


def help_for(node: tree.Property | tree.Call) -> str:
    return f"write ?.{node.name} to get null instead of a failure, or put an `if` around it"


def fix_of(node: tree.Property | tree.Call, linted: Linted) -> Fix | None:
    assert node.target is not None
    dot = linted.source.text.find(".", node.target.end)
    if dot < 0 or linted.source.text[node.target.end : dot].strip(" \n\t)"):
        return None
    return Fix("write ?.", (Edit(dot, dot, "?"),), safe=False)
