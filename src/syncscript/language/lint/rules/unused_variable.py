"""A variable is never read.

Either it is left over, or the line that was to use it uses something else: a table that is not looked up, a
user that was found and not assigned.

Bad (incoming)::

    def reporter = nodeHelper.getUserByEmail(replica.reporter?.email)
    issue.summary = replica.summary

Good (incoming)::

    def reporter = nodeHelper.getUserByEmail(replica.reporter?.email)
    issue.reporter = reporter
    issue.summary  = replica.summary
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.names import Variable
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

WITH_EFFECTS = tree.Call | tree.New | tree.Assignment | tree.Step | tree.Property | tree.Index | tree.Binary


@lint_rule("L119", "correctness", tree.Script)
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    for each in linted.names.variables:
        if is_last_part(each) and not each.reads and not each.name.startswith("_"):
            yield Told(each.node, f"{each.name} is never read.", "use it, or take this last name away")
        if each.reads or each.sort not in ("declared", "assigned") or each.name.startswith("_"):
            continue
        if each.name in linted.names.unknown:
            continue  # it is read where nothing is called so yet, and told as that
        if each.writes and each.sort == "declared" and used_by_writing(each, linted):
            continue
        help = "use it, or take it away"
        yield Told(place_of(each), f"{each.name} is never read.", help, fix_of(each, linted))


def is_last_part(each: Variable) -> bool:
    """Whether it is the last name of `def (a, b) = ...`: those in front of others keep the places."""
    several = each.declaration
    return isinstance(several, tree.MultipleDeclaration) and several.names[-1] is each.node


def used_by_writing(each: Variable, linted: Linted) -> bool:
    """Whether an assignment's own value is used: `while ((x = next()) != null)`."""
    return any(not is_statement(write, linted) for write in each.writes)


def is_statement(node: tree.Node, linted: Linted) -> bool:
    above = linted.parents.get(id(node))
    if isinstance(above, tree.ExpressionStatement):
        return not (linted.is_result(above) and not isinstance(linted.parents.get(id(above)), tree.Script))
    return isinstance(above, tree.Script | tree.Block | tree.ForLoop)


def place_of(each: Variable) -> tuple[int, int] | tree.Node:
    if isinstance(each.node, tree.Declarator):
        return each.node.start, each.node.start + len(each.name)
    return each.node


def fix_of(each: Variable, linted: Linted) -> Fix | None:
    """Takes a declaration away that stands alone on its line and computes nothing."""
    declaration = each.declaration
    if not isinstance(declaration, tree.Declaration) or len(declaration.declarators) > 1 or each.writes:
        return None
    if each.value is not None and any(isinstance(part, WITH_EFFECTS) for part in walk(each.value)):
        return None
    text = linted.source.text
    start = text.rfind("\n", 0, declaration.start) + 1
    end = text.find("\n", declaration.end)
    end = len(text) if end < 0 else end + 1
    if text[start : declaration.start].strip() or text[declaration.end : end].strip():
        return None
    return Fix("take the declaration away", (Edit(start, end, ""),))
