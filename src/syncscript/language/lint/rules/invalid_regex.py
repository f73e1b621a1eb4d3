r"""A regular expression cannot be read.

The rule compiles, and fails on the first issue that comes to this line.

Bad (incoming)::

    issue.summary = replica.summary.replaceAll("[EXT(", "")

Good (incoming)::

    issue.summary = replica.summary.replaceAll(/\[EXT\]/, "")
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.pattern_texts import regexes
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree
from syncscript.model import Severity


@lint_rule("L113", "correctness", tree.Script, severity=Severity.ERROR)
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    for node, text in regexes(linted.flow):
        from syncscript.language.patterns.reading import read
        from syncscript.language.patterns.tree import PatternProblem

        try:
            read(text)
        except PatternProblem as problem:
            help = 'put \\\\ in front of a sign that is meant as such: "\\\\["'
            yield Told(node, f"This is no regular expression: {problem}.", help)
