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
from syncscript.language.patterns.reading import read
from syncscript.language.patterns.tree import (
    Atomic,
    Choice,
    Group,
    Look,
    Node,
    PatternProblem,
    Repeat,
    Sequence,
    widths,
)
from syncscript.language.syntax import tree


@lint_rule("L403", "safety", tree.Script)
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    for node, text in regexes(linted.survey):
        try:
            pattern = read(text).tree
        except PatternProblem:
            continue
        if any(is_ambiguous(each) for each in parts_of(pattern)):
            help = "let one repeat do it: [...]+ in place of (...+)+"
            yield Told(node, "This pattern repeats what repeats: it can take very long on a text.", help)


def parts_of(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Sequence | Choice):
        for item in node.items:
            yield from parts_of(item)
    elif isinstance(node, Group | Repeat | Look | Atomic):
        yield from parts_of(node.inner)


def is_ambiguous(node: Node) -> bool:
    """An endless repeat of what is nothing but an endless repeat, beside what may be left out."""
    if not isinstance(node, Repeat) or node.most is not None or node.manner == "possessive":
        return False
    return any(is_all_repeat(branch) for branch in branches(node.inner))


def branches(node: Node) -> Iterator[Node]:
    if isinstance(node, Group):
        yield from branches(node.inner)
    elif isinstance(node, Choice):
        for item in node.items:
            yield from branches(item)
    else:
        yield node


def is_all_repeat(node: Node) -> bool:
    if isinstance(node, Group):
        return is_all_repeat(node.inner)
    if isinstance(node, Repeat):
        return node.most is None and node.manner != "possessive"
    if isinstance(node, Sequence):
        needed = [item for item in node.items if widths(item)[0] > 0]
        endless = [item for item in node.items if is_all_repeat(item)]
        return bool(endless) and all(is_all_repeat(item) for item in needed)
    return False
