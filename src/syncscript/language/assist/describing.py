"""What that which stands at a place is: a builtin by its docstring, a field by the schema, a name by its
declaration.

As Markdown. Refuses to guess: nothing is said where several things could be meant and none is likelier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from syncscript.language import builtins
from syncscript.language.analysis.bindings import binding_at
from syncscript.language.assist.completing import literal_at
from syncscript.language.assist.offers import about_of, detail_of
from syncscript.language.assist.rule_text import RuleText
from syncscript.language.assist.subjects import Subject, subject_of_path, subject_of_value
from syncscript.language.builtins import registry
from syncscript.language.builtins.telling import arguments_text, example, told
from syncscript.language.interpreter.values import NAMES

MOST_TYPES = 4


@dataclass(frozen=True, slots=True)
class Description:
    """start and end: the stretch that it is about; text: Markdown."""

    start: int
    end: int
    text: str


def description_at(rule: RuleText, offset: int) -> Description | None:
    token = rule.token_at(offset)
    if token is None:
        return None
    kind, start, end, _ = token
    if kind == "STRING" and not is_behind_dot(rule, start):
        literal = literal_at(rule, offset)
        subject = subject_of_value(rule, literal) if literal is not None else None
        text = value_text(subject, str(literal.value)) if subject and literal else ""
    elif kind in ("ID", "STRING"):
        text = name_text(rule, start, end)
    else:
        text = ""
    return Description(start, end, text) if text else None


def is_behind_dot(rule: RuleText, start: int) -> bool:
    return rule.path_before(start) is not None


def name_text(rule: RuleText, start: int, end: int) -> str:
    name = rule.text[start:end]
    path = rule.path_before(start)
    opens = rule.text[end:end + 1] == "("
    builtins.discover()
    if path is None:
        return bare_text(rule, name, start)
    if len(path) == 1 and name in registry.HELPERS.get(path[0], {}):
        return function_text(f"{path[0]}.{name}", registry.HELPERS[path[0]][name], 1)
    if len(path) == 1 and name in registry.STATICS.get(path[0], {}):
        return function_text(f"{path[0]}.{name}", registry.STATICS[path[0]][name], 1)
    subject = None if opens else subject_of_path(rule, [*path, name.strip("\"'")])
    is_field = subject is not None and subject.field.name == name.strip("\"'")
    return field_text(subject) if subject is not None and is_field else methods_text(name)


def bare_text(rule: RuleText, name: str, start: int) -> str:
    binding = binding_at(rule.bindings, start)
    if binding is not None and binding.declared:
        line = rule.source.line(rule.source.position(binding.declared[0][0])[0]).strip()
        return f"```syncscript\n{line}\n```\n{binding.kind}"
    if name in registry.FUNCTIONS:
        return function_text(name, registry.FUNCTIONS[name], 1)
    if name in registry.HELPERS:
        names = ", ".join(f"`{each}`" for each in sorted(registry.HELPERS[name]))
        return f"**{name}**: {names}"
    return ""


def methods_text(name: str) -> str:
    """A method of whatever types have it: each meaning once."""
    meanings: dict[Callable[..., Any], list[str]] = {}
    for kind, found in registry.METHODS.items():
        if name in found:
            meanings.setdefault(found[name], []).append(NAMES.get(kind, kind.__name__))
    texts = [
        f"{function_text(f'{owners[0]}.{name}', function, 2)}\n\nof {', '.join(sorted(set(owners)))}"
        for function, owners in list(meanings.items())[:MOST_TYPES]
    ]
    return "\n\n---\n\n".join(texts)


def function_text(name: str, function: Callable[..., Any], skipped: int) -> str:
    return "\n\n".join(said(name, function, skipped))


def said(name: str, function: Callable[..., Any], skipped: int) -> Iterator[str]:
    yield f"```syncscript\n{name}({arguments_text(function, skipped)})\n```"
    if sentence := told(function):
        yield sentence
    shown = example(function)
    if shown:
        yield f"`{shown[0]}` → `{shown[1]}`"


def field_text(subject: Subject) -> str:
    about = [f"**{subject.field.name}** in {subject.schema.instance}", detail_of(subject.field)]
    return "\n\n".join(part for part in (": ".join(p for p in about if p), about_of(subject.field)) if part)


def value_text(subject: Subject, value: str) -> str:
    known = subject.values
    if not known:
        return ""
    word = "a value" if value in known else "**not** a value"
    return f"{value}: {word} of {field_text(subject)}"
