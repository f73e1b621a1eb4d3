"""The answer to a request that writes is used.

Where Exalate runs the rule, `httpClient.post` goes out at once and gives its answer. Here it is a step of the
plan, done after the rule: while the rule runs the answer is null.

Bad (incoming)::

    def made = httpClient.post("/rest/api/2/version", [name: "1.0", project: "GREEN"])
    issue.customFields."Version id".value = made.id

Good (incoming)::

    issue.fixVersions += nodeHelper.createVersion(issue, "1.0", "from the other side")
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

WRITING = frozenset({"post", "put", "patch", "delete"})


@lint_rule("L502", "portability", tree.Call, words=("httpClient",))
def check(node: tree.Call, linted: Linted) -> Iterator[Told]:
    if not isinstance(node.target, tree.Name) or node.target.name != "httpClient" or not writes(node):
        return
    answered = any(isinstance(argument.value, tree.Closure) for argument in node.arguments)
    if answered or is_used(node, linted):
        help = "let the helpers do it (createVersion, createOption...), or read the answer at the next sync"
        yield Told(node, f"httpClient.{node.name}() is a step of the plan: its answer is null here.", help)


def writes(node: tree.Call) -> bool:
    if node.name in WRITING:
        return True
    method = node.arguments[0].value if node.name == "http" and node.arguments else None
    return isinstance(method, tree.Literal) and str(method.value).lower() in WRITING


def is_used(node: tree.Node, linted: Linted) -> bool:
    above = linted.parents.get(id(node))
    if isinstance(above, tree.Declarator):
        return any(each.node is above and each.reads for each in linted.names.variables)
    return not isinstance(above, tree.ExpressionStatement | tree.Return | tree.Argument | tree.GString)
