"""A date pattern has a letter that means nothing, or a quote without its other.

The rule compiles, and fails on the first issue that comes to this line.

Bad (incoming)::

    issue.customFields."Synced".value = replica.updated.format("yyyy-MM-ddTHH:mm")

Good (incoming)::

    issue.customFields."Synced".value = replica.updated.format("yyyy-MM-dd'T'HH:mm")
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.pattern_texts import PATTERNED, date_patterns
from syncscript.language.builtins.date_patterns import parts_of
from syncscript.language.interpreter.faults import Fault
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree
from syncscript.model import Severity


@lint_rule("L112", "correctness", tree.Script, words=PATTERNED, severity=Severity.ERROR)
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    for node, text, letters in date_patterns(linted.flow):
        try:
            parts_of(text, letters)
        except Fault as fault:
            yield Told(node, fault.message, fault.help)
