"""A helper is called that does nothing on a Jira.

It is there so that scripts written for other trackers run: it gives null and leaves a note in the trace.

Bad (incoming)::

    issue.customFields."Account".value = nodeHelper.getReference("account", replica.customKeys.account)

Good (incoming)::

    issue.customFields."Account".value = replica.customKeys.account
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

EMPTY = {
    "getReference": "references are of ServiceNow: this gives null",
    "getTableByLink": "tables are of ServiceNow: this gives null",
    "addHTTPHeader": "headers of the sync's own calls cannot be set: this does nothing",
}


@lint_rule("L504", "portability", tree.Call, words=tuple(EMPTY))
def check(node: tree.Call, linted: Linted) -> Iterator[Told]:
    if isinstance(node.target, tree.Name) and node.target.name == "nodeHelper" and node.name in EMPTY:
        help = "take it away, or take the value from what the other side sends"
        yield Told(node, f"On a Jira, {EMPTY[str(node.name)]}.", help)
