r"""A repeat stands inside a repeat, and both may take the same text.

`(a+)+` can cut a text in as many ways as there are numbers: on a long text that does not fit, a matcher that
goes back tries them all. Where Exalate runs the rule, one long description then stops a node for hours; here
the run ends at its budget.

Bad (incoming)::

    if (replica.summary ==~ /(\w+\s*)+#/) {
        issue.summary = replica.summary
    }

Good (incoming)::

    if (replica.summary ==~ /[\w\s]+#/) {
        issue.summary = replica.summary
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.pattern_texts import regexes
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree


@lint_rule("L403", "safety", tree.Script)
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    for node, text in regexes(linted.flow):
        from syncscript.language.patterns.ambiguity import is_ambiguous

        if is_ambiguous(text):
            help = "let one repeat do it: [...]+ in place of (...+)+"
            yield Told(node, "This pattern repeats what repeats: it can take very long on a text.", help)
