"""Whether a name can be changed, and where: the meaning of every name in the file stays what it was.

A refusal says why in words for the person who asked. Refuses to change a file that cannot be read as a whole:
places would be missed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from syncscript.language.analysis.bindings import Binding, Spot, binding_at, bindings
from syncscript.language.assist.offers import IDENTIFIER, everywhere
from syncscript.language.assist.rule_text import RuleText
from syncscript.language.syntax import Parsed, parse
from syncscript.model import Diagnostic, Severity

IMPLICIT = frozenset({"it", "this", "super", "delegate", "owner"})
"""What closures and methods have without declaring it."""
KINDS = {
    "keyword": "a word of the language",
    "variable": "given to every rule",
    "helper": "a helper that every rule has",
    "function": "a function that every rule has",
    "class": "a class of the language",
}
PLAIN = {"NUMBER": "a number", "STRING": "a text", "GS_TEXT": "a text", "CONSTANT_WORD": KINDS["keyword"]}
CAN_BE = "only names that this file declares can be renamed"


class RenameRefused(Exception):
    """Its text is for the person who asked."""


def renamed_at(rule: RuleText, offset: int) -> tuple[Binding, Spot]:
    """The name that stands at an offset, and its place there. RenameRefused where none can be changed."""
    if any(comment.start <= offset < comment.end for comment in rule.comments):
        raise RenameRefused(f"This is a comment; {CAN_BE}.")
    binding = binding_at(rule.bindings, offset)
    if binding is None or not binding.declared:
        raise RenameRefused(f"{said_of(rule, offset)}; {CAN_BE}.")
    if binding.open:
        raise RenameRefused(f"{binding.name} is a member of a class and may be used behind any dot.")
    if mistake := first_mistake(rule.parsed):
        line = mistake.span.line if mistake.span else 1
        raise RenameRefused(f"Line {line} cannot be read, so places would be missed: {mistake.message}.")
    return binding, next(spot for spot in binding.spots if spot[0] <= offset <= spot[1])


def places_to_rename(rule: RuleText, offset: int, name: str) -> list[Spot]:
    """What the new name takes the place of. RenameRefused where something would mean something else."""
    binding, _ = renamed_at(rule, offset)
    if name == binding.name:
        return []
    refuse_unfit(name)
    if any(other.name == name and overlap(other.around, binding.around) for other in rule.bindings):
        raise RenameRefused(clash(rule, name))
    spots = binding.spots
    after = replaced(rule.text, spots, name)
    parsed = parse(after, rule.name)
    kept = places_of(rule.bindings, spots, len(name) - len(binding.name))
    if first_mistake(parsed) or kept != places_of(bindings(parsed.script, after)):
        raise RenameRefused(clash(rule, name))
    return spots


def refuse_unfit(name: str) -> None:
    if not IDENTIFIER.fullmatch(name):
        raise RenameRefused(f"{name!r} is no name: a letter or _, then letters, digits and _.")
    if name in IMPLICIT:
        raise RenameRefused(f"{name} is known in closures or classes without being declared.")
    taken = next((offer.kind for offer in everywhere() if offer.label == name), None)
    if taken:
        raise RenameRefused(f"{name} is {KINDS[taken]}.")


def clash(rule: RuleText, name: str) -> str:
    other = next((binding for binding in rule.bindings if binding.name == name), None)
    if other is None:
        return f"{name} cannot be read as a name here."
    line = rule.source.position(other.spots[0][0])[0]
    return f"{name} is used in this file already, in line {line}: the two would be mixed up."


def said_of(rule: RuleText, offset: int) -> str:
    """What stands at the offset, where it is no name that is declared here."""
    token = rule.token_at(offset)
    if token is None:
        return "Nothing stands here"
    kind, start, end, _ = token
    text = rule.text[start:end].strip()
    if kind in PLAIN:
        return f"This is {PLAIN[kind]}"
    if kind == "ID" and rule.path_before(start) is not None:
        return f"{text} stands behind a dot: it is a field or a method"
    known = next((offer.kind for offer in everywhere() if offer.label == text), None)
    if known:
        return f"{text} is {KINDS[known]}"
    return f"{text} is not declared in this file" if kind == "ID" else "This is no name"


def first_mistake(parsed: Parsed) -> Diagnostic | None:
    return next((each for each in parsed.diagnostics if each.severity is Severity.ERROR), None)


def replaced(text: str, spots: list[Spot], name: str) -> str:
    for start, end in reversed(spots):
        text = text[:start] + name + text[end:]
    return text


def overlap(one: Spot, other: Spot) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def places_of(
    found: Iterable[Binding], changed: Sequence[Spot] = (), wider: int = 0
) -> set[frozenset[int]]:
    """Where each name begins, after the changed places became wider."""
    starts = [start for start, _ in changed]

    def moved(start: int) -> int:
        return start + wider * bisect_left(starts, start)

    return {frozenset(moved(start) for start, _ in binding.spots) for binding in found}
