"""What can be offered at a place: names of the language and its builtins, fields, and values of fields.

Knows what each is and how it is written there. Refuses to know where it is offered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from syncscript.language import builtins
from syncscript.language.analysis.issue_fields import FIELDS
from syncscript.language.analysis.schema import Field, Schema
from syncscript.language.builtins import registry
from syncscript.language.builtins.telling import arguments_text, told
from syncscript.language.interpreter.scopes import INPUTS, ROOTS
from syncscript.language.syntax.parsing import words_of_grammar

IDENTIFIER = re.compile(r"[A-Za-z_]\w*")
PARTS = {
    "user": ("displayName", "email", "key", "username"),
    "option": ("value", "id"),
    "component": ("name", "id"),
    "version": ("name", "id"),
    "label": ("label",),
    "any": (),
}
"""What rules take of a field's value, by the field's kind."""
NAMED = frozenset({"status", "priority", "resolution", "type"})
PLAIN: dict[str, type] = {"text": str, "url": str, "number": int, "date": str, "datetime": str}


@dataclass(frozen=True, slots=True)
class Offer:
    """kind: keyword, variable, field, value, method, function, class or helper; text: what is put in, where
    it is not the label; detail: a few words; about: a sentence."""

    label: str
    kind: str
    detail: str = ""
    about: str = ""
    text: str = ""


def functions(found: Mapping[str, Callable[..., Any]], skipped: int, kind: str = "method") -> Iterator[Offer]:
    for name, function in sorted(found.items()):
        yield Offer(name, kind, f"{name}({arguments_text(function, skipped)})", told(function))


@cache
def helpers() -> dict[str, tuple[Offer, ...]]:
    """The methods of each helper."""
    builtins.discover()
    return {owner: tuple(functions(found, 1)) for owner, found in registry.HELPERS.items()}


@cache
def statics() -> dict[str, tuple[Offer, ...]]:
    builtins.discover()
    owners = {*registry.STATICS, *registry.CONSTANTS}
    return {
        owner: (
            *functions(registry.STATICS.get(owner, {}), 1),
            *(Offer(name, "value") for name in sorted(registry.CONSTANTS.get(owner, {}))),
        )
        for owner in owners
    }


@cache
def methods(*kinds: type) -> tuple[Offer, ...]:
    """Of values of these types; of all where none is named. One entry a name."""
    builtins.discover()
    found: dict[str, Callable[..., Any]] = {}
    for kind in kinds or tuple(registry.METHODS):
        for step in kind.__mro__:
            for name, function in registry.METHODS.get(step, {}).items():
                found.setdefault(name, function)
    return tuple(functions(found, 2))


@cache
def everywhere() -> tuple[Offer, ...]:
    """What can be named wherever a statement or value stands."""
    builtins.discover()
    words = [*words_of_grammar(), "new", "import", "class", "catch", "instanceof", "as", "in"]
    roots = [name for name in ROOTS if name not in ("incident",)]
    return (
        *(Offer(word, "keyword") for word in words),
        *(Offer(name, "variable", "given to every rule") for name in (*roots, *INPUTS)),
        *(Offer(owner, "helper", f"{len(found)} methods") for owner, found in sorted(helpers().items())),
        *functions(registry.FUNCTIONS, 1, "function"),
        *(Offer(owner, "class") for owner in sorted(statics())),
    )


@cache
def classes() -> tuple[Offer, ...]:
    """What `new` can make."""
    builtins.discover()
    return tuple(Offer(name, "class") for name in sorted(registry.CONSTRUCTORS))


def fields(schema: Schema | None) -> Iterator[Offer]:
    """The fields of an issue: those that rules have always known, and what the schema tells of them."""
    told_of = schema.fields if schema is not None else {}
    own = [name for name, field in told_of.items() if not field.custom and name not in FIELDS]
    for name in (*FIELDS, *own):
        field = told_of.get(name)
        yield Offer(name, "field", detail_of(field) if field else "", about_of(field) if field else "")


def custom_fields(schema: Schema | None, *, quoted: bool) -> Iterator[Offer]:
    """quoted: written with quotes where its name is none of a variable's."""
    for field in schema.fields.values() if schema is not None else ():
        if field.custom:
            escaped = field.name.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$")
            text = f'"{escaped}"' if quoted and not IDENTIFIER.fullmatch(field.name) else field.name
            yield Offer(field.name, "field", detail_of(field), about_of(field), text)


def parts(field: Field) -> Iterator[Offer]:
    """What is taken of a field's value."""
    names = ("name", "id") if field.name in NAMED and not field.custom else PARTS.get(field.kind, ())
    if not field.many:
        yield from (Offer(name, "field") for name in names)
    kind = list if field.many else PLAIN.get(field.kind, dict)
    yield from methods(kind)


def values(names: Iterable[str], detail: str) -> Iterator[Offer]:
    yield from (Offer(name, "value", detail) for name in names)


def detail_of(field: Field) -> str:
    kind = f"list of {field.kind}" if field.many else field.kind
    words = [kind if kind != "any" else "", field.custom, "read-only" if field.readonly else ""]
    return ", ".join(word for word in words if word)


MOST_VALUES = 20


def about_of(field: Field) -> str:
    if not field.options:
        return ""
    more = f" and {len(field.options) - MOST_VALUES} more" if len(field.options) > MOST_VALUES else ""
    return f"Values: {', '.join(field.options[:MOST_VALUES])}{more}."
