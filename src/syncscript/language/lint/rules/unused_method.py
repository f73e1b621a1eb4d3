"""A method of the script is never called.

It is harmless, and it is read by everybody who wants to know what the rule does.

Bad (incoming, all rules)::

    def tidy(text) {
        return text.trim()
    }
    issue.summary = replica.summary

Good (incoming, all rules)::

    def tidy(text) {
        return text.trim()
    }
    issue.summary = tidy(replica.summary)
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree


@lint_rule("L601", "style", tree.Script, usual=False)
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    methods = [node for node in script.body if isinstance(node, tree.Method)]
    if not methods:
        return
    called = {call.name for call in linted.survey.of(tree.Call) if isinstance(call.name, str)}
    if any(not isinstance(call.name, str) for call in linted.survey.of(tree.Call)):
        return
    called |= {pointer.name for pointer in linted.survey.of(tree.MethodPointer)}
    called |= {name.name for name in linted.survey.of(tree.Name)}
    for method in methods:
        if method.name not in called:
            where = (method.start, method.start + linted.text(method).index("(") + 1)
            yield Told(where, f"{method.name}() is never called.", "call it, or take it away")
