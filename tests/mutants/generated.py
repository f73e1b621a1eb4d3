"""Cases that nobody wrote: a rule is run on many issues made from its own words, and what it does is kept.

The words are the texts in the rule (keys of its tables, labels, beginnings of comments), so that every row
and every branch has an issue that asks for it. Numbers from a seed: the same rule gets the same issues.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from syncscript.language import MappingRules, Outcome, Rule, RuleFailure, compile_mapping, compile_rule
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.rule_files import kind_of
from syncscript.language.syntax import parse, tree
from syncscript.model import DiagnosticError, Question

Kept = tuple[str, Mapping[str, Any], str]
"""A generated case: which program of the rule file, what it is given, what it does."""
MANY = 60
Json = Any


def is_noticed(good: str, mutant: str, file: Path, sides: tuple[str, str] | None) -> bool:
    """Whether some issue comes out in another way. sides: names of a mapping file's sides."""
    try:
        changed = rules_of(mutant, file.name, sides)
    except DiagnosticError:
        return True
    wanted = expected(good, file.name, sides)
    return any(told(changed[side], given) != kept for side, given, kept in wanted)


@cache
def expected(good: str, name: str, sides: tuple[str, str] | None) -> list[Kept]:
    issues = list(Issues(good, name).many())
    programs = rules_of(good, name, sides)
    return [(side, given, told(rule, given)) for side, rule in programs.items() for given in issues]


def rules_of(text: str, name: str, sides: tuple[str, str] | None) -> dict[str, Rule]:
    if kind_of(name) != "mapping":
        return {"": compile_rule(text, kind=kind_of(name), name=name)}
    made: MappingRules = compile_mapping(text, name=name, sides=sides)
    incoming = {f"into {side}": rule for side, rule in made.incoming.items()}
    return incoming | {f"out of {side}": rule for side, rule in made.outgoing.items()}


def told(rule: Rule, given: Mapping[str, Json]) -> str:
    try:
        outcome = rule.run(given, answers=answered)
    except RuleFailure as failure:
        return f"{failure.diagnostic.code} {failure.diagnostic.message}"
    return json.dumps(plain(outcome, rule.kind), sort_keys=True, default=str)


def plain(outcome: Outcome, kind: str) -> Json:
    """All that reaches the other side or the tracker."""
    writes = {name: written.value for name, written in outcome.writes.items()}
    operations = [{k: v for k, v in each.items() if k != "line"} for each in outcome.operations]
    return [writes if kind == "incoming" else outcome.replica, sorted(outcome.absent), operations]


def answered(question: Question) -> Json:
    """A tracker that has whatever it is asked for by name, but for what nobody has."""
    name = next((each for each in question.arguments if isinstance(each, str)), None)
    if name is None or name.startswith("Nobody"):
        return None
    return {"id": f"{question.method} {name}", "name": name, "label": name, "value": name, "key": name}


class Issues:
    """Issues and replicas for one rule file."""

    def __init__(self, source: str, name: str) -> None:
        self.nodes = list(walk(parse(source, name).script))
        texts = {str(n.value) for n in self.nodes if isinstance(n, tree.Literal) and n.kind == "string"}
        self.words = [*sorted(texts - {""}), "Another word"]
        self.custom = [
            node.name
            for node in self.nodes
            if isinstance(node, tree.Property)
            and isinstance(node.name, str)
            and isinstance(node.target, tree.Property)
            and node.target.name in ("customFields", "customKeys")
        ]
        self.random = random.Random(f"{name} {len(source)}")
        self.turn = 0

    def many(self) -> Iterator[Mapping[str, Json]]:
        for number in range(MANY + 2 * len(self.words)):
            whole = number < 2
            issue, replica = (self.payload(f"{who}-{number}", whole) for who in ("HERE", "THERE"))
            yield {"issue": issue, "replica": replica, "firstSync": number % 2 == 0}

    def word(self) -> str:
        """Every word in turn, so that none is left out."""
        self.turn += self.random.randint(1, 2)
        return self.words[self.turn % len(self.words)]

    def named(self) -> Json:
        return {"id": "1", "name": self.word()}

    def payload(self, key: str, whole: bool) -> dict[str, Json]:
        """whole: every field is there and none is null."""
        made = {name: make() for name, make in self.makers(key).items()}
        if whole:
            return made
        for name in list(made):
            chance = self.random.random()
            if chance < 0.08:
                del made[name]
            elif chance < 0.16:
                made[name] = [] if isinstance(made[name], list) else None
        return made

    def makers(self, key: str) -> dict[str, Callable[[], Json]]:
        person = {"key": f"u {key}", "displayName": f"P {key}", "email": f"{key}@example.com"}
        texts = ("summary", "description", "environment", "due")
        return {
            **{name: lambda name=name: self.text(f"{name} {key}") for name in texts},  # type: ignore[misc]
            **dict.fromkeys(("status", "priority", "resolution", "type"), self.named),
            **{name: lambda: person for name in ("reporter", "assignee", "creator")},
            "key": lambda: key,
            "project": lambda: {"id": "9", "key": key.partition("-")[0]},
            "labels": lambda: [{"label": self.word()} for _ in range(2)],
            "fixVersions": lambda: [self.named(), self.named()],
            "components": lambda: [self.named()],
            "comments": lambda: [self.comment(f"{key}-{n}", person) for n in range(3)],
            "attachments": lambda: [{"id": f"a {key}", "filename": f"{key}.txt"}],
            "customFields": lambda: {name: {"value": self.entry()} for name in self.custom},
            "customKeys": lambda: {name: self.word() for name in self.custom},
        }

    def text(self, plain: str) -> str:
        """Now and then a word of the rule stands in it, in front or behind."""
        chance = self.random.random()
        if chance < 0.3:
            return f"{self.word()}{plain}"
        return f"{plain} {self.word()} end" if chance < 0.6 else plain

    def entry(self) -> Json:
        return {"id": "5", "value": self.word()} if self.random.random() < 0.5 else self.word()

    def comment(self, id: str, person: Json) -> Json:
        body = self.text(f"comment {id}") if self.random.random() > 0.1 else None
        return {"id": id, "body": body, "author": person, "updateAuthor": person,
                "internal": self.random.random() < 0.4}  # fmt: skip
