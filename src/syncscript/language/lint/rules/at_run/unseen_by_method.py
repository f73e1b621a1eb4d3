"""A method reads a variable of the script that Groovy hides from it.

In Groovy a variable made with `def` belongs to the script's own run, and the script's methods do not see
it: where Exalate runs the rule, it fails. Here it works, which is why nobody notices.

Bad (incoming)::

    def prefix = "[blue] "
    def titled(text) {
        return prefix + text
    }
    issue.summary = titled(replica.summary)

Good (incoming)::

    def titled(prefix, text) {
        return prefix + text
    }
    issue.summary = titled("[blue] ", replica.summary)
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.rule_files import WRITTEN
from syncscript.language.syntax import tree


@lint_rule("L501", "portability", tree.Method, kinds=tuple(WRITTEN))
def check(method: tree.Method, linted: Linted) -> Iterator[Told]:
    if not any(method is each for each in linted.script.body):
        return
    hidden = set(declared_by_script(linted))
    if not hidden:
        return
    inside = list(walk(method))
    own = tree.Declarator | tree.Parameter | tree.Catch
    hidden -= {node.name for node in inside if isinstance(node, own)}
    read = [node for node in inside if isinstance(node, tree.Name) and node.name in hidden]
    if read:
        first = min(read, key=lambda node: node.start)
        told = f"{method.name}() reads {first.name}, which `def` keeps from methods in Groovy."
        yield Told(first, told, "pass it as an argument, or write @Field in front of it")


def declared_by_script(linted: Linted) -> Iterator[str]:
    """Names that `def` declares on the script's own level; with @Field they are its methods' too."""
    for node in linted.script.body:
        if isinstance(node, tree.Declaration) and "@" not in linted.text(node).split("\n")[0]:
            yield from (each.name for each in node.declarators)
