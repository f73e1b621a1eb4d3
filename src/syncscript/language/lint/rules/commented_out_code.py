"""Code stands in a comment.

What is switched off by `//` is no part of the rule, and git remembers it. Rules that offer lines to be
switched on leave this finding off.

Bad (outgoing, all rules)::

    replica.summary = issue.summary
    // replica.labels = issue.labels

Good (outgoing, all rules)::

    // The labels stay at home: they name customers.
    replica.summary = issue.summary
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

CODE = re.compile(
    r"//+\s*(?:(?:issue|replica|entity|workItem)\??\.[\w.?\"' ]+\s*(?:[-+]?=(?!=)|\()"
    r"|def \w+\s*=|(?:if|while|for) \(.*\{\s*$|(?:debug|store|log)\b[.\w]*\()"
)


@lint_rule("L602", "style", tree.Script, usual=False)
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    last = 0
    for comment in script.comments:
        line = linted.source.position(comment.start)[0]
        if CODE.match(comment.text):
            if line != last + 1:
                yield Told(comment, "This comment holds code.", "take it away: git keeps what was there")
            last = line
