"""A date pattern uses a letter of the wrong case.

`YYYY` is the year of the week, wrong around New Year; `DD` is the day of the year; `mm` are minutes, `MM`
months; `ss` are seconds, `SS` parts of one. Most dates come out right, which is why it is found late.

Bad (outgoing)::

    replica.customKeys.due = issue.due?.format("YYYY-MM-dd")

Good (outgoing)::

    replica.customKeys.due = issue.due?.format("yyyy-MM-dd")
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syncscript.language.analysis.pattern_texts import PATTERNED, date_patterns
from syncscript.language.builtins.date_patterns import parts_of
from syncscript.language.interpreter.faults import Fault
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

BESIDE = (
    (re.compile(r"[HhKk]{1,2}[:.]?(MM?)(?![A-Za-z/-])"), "m", "are months, not minutes"),
    (re.compile(r"m{1,2}[:.]?(SS)(?!S)"), "s", "are parts of a second, not seconds"),
    (
        re.compile(r"d{1,2}[-./ ](mm)[-./ ]y|y{2,4}[-./ ](?=mm)(mm)[-./ ]d(?=.*H)"),
        "M",
        "are minutes, not months",
    ),
)
"""How a letter of the wrong case stands between others, what was meant, and what it is."""


@lint_rule("L111", "correctness", tree.Script, words=PATTERNED)
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    for node, text, known in date_patterns(linted.flow):
        try:
            letters = {part.letter: part.width for part in parts_of(text, known) if part.letter}
        except Fault:
            continue
        slipped = [(wrong * letters[wrong], meant, told) for wrong, meant, told in slips(letters)]
        for shown, meant, told in [*slipped, *misplaced(text)]:
            written = linted.text(node)
            start = written.rfind(shown) if shown in ("MM", "M", "SS") else written.find(shown)
            edit = Edit(node.start + start, node.start + start + len(shown), meant * len(shown))
            fix = Fix(f"write {meant * len(shown)}", (edit,), safe=False) if start >= 0 else None
            yield Told(node, f"`{shown}` in this pattern {told}.", f"write {meant * len(shown)}", fix)


def misplaced(text: str) -> Iterator[tuple[str, str, str]]:
    """What its neighbours tell: minutes beside hours, seconds beside minutes, months beside days."""
    for shape, meant, told in BESIDE:
        found = shape.search(text)
        if found is not None:
            yield found[1], meant, told


def slips(letters: dict[str, int]) -> Iterator[tuple[str, str, str]]:
    """The letter, the one that was meant, and what it stands for."""
    if "Y" in letters and not letters.keys() & {"w", "u", "y", "e"}:
        yield "Y", "y", "is the year of the week, which is another one around New Year"
    if "D" in letters and "M" in letters and "d" not in letters:
        yield "D", "d", "is the day of the year"
    if "m" in letters and "M" not in letters and not letters.keys() & {"H", "h", "k", "K"} and "d" in letters:
        yield "m", "M", "are minutes, not months"
