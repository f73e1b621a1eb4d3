"""A date pattern has hours from 1 to 12 and nothing that tells morning from afternoon.

`hh` writes one o'clock at night and at noon alike, and reads 13:00 as an error or as 1:00. Hours of the day
are `HH`; with `hh` belongs `a`.

Bad (incoming)::

    issue.customFields."Resolved".value = replica.updated.format("yyyy-MM-dd hh:mm")

Good (incoming)::

    issue.customFields."Resolved".value = replica.updated.format("yyyy-MM-dd HH:mm")
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.pattern_texts import PATTERNED, date_patterns
from syncscript.language.builtins.date_patterns import parts_of
from syncscript.language.interpreter.faults import Fault
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

OF_DAY = {"h": "H", "K": "H"}


@lint_rule("L110", "correctness", tree.Script, words=PATTERNED)
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    for node, text, known in date_patterns(linted.flow):
        try:
            letters = {part.letter: part.width for part in parts_of(text, known)}
        except Fault:
            continue
        wrong = next((letter for letter in OF_DAY if letter in letters), None)
        if wrong is None or letters.keys() & {"a", "B", "H", "k"}:
            continue
        fix = fix_of(node, wrong * letters[wrong], linted)
        message = f"`{wrong * letters[wrong]}` are hours up to 12, without a word on which half."
        yield Told(node, message, "write HH, or add a for AM and PM", fix)


def fix_of(node: tree.Literal, wrong: str, linted: Linted) -> Fix | None:
    written = linted.text(node)
    if written.count(wrong) != 1:
        return None
    start = node.start + written.index(wrong)
    return Fix("write HH", (Edit(start, start + len(wrong), "H" * len(wrong)),), safe=False)
