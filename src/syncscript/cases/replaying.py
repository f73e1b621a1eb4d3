"""A message run through two versions of the rules, and where both part.

Pure: who answers questions is handed in, and answers both versions alike. Rules that are the same in both
versions are not run. A replica is run as it came, and as if it were the first one of its pair. Refuses to
know where messages are kept and where the rules before come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from syncscript.cases.hanging import without_copies
from syncscript.cases.shelf import RulesOfSide
from syncscript.cases.splicing import plain
from syncscript.language import Outcome, Rule, RuleFailure
from syncscript.model import Json, Provenance, Question, Written

Ask = Callable[[Question], Json]


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """A replica and what is known around it.

    keys: of the pair's issues by side; issue: the target's, as far as it is known; sent_from: the source's
    issue, None where only the replica is known; first: the target has no issue yet; waiting: no rules have
    worked on it; answers: by side and question, of a saved message.
    """

    connection: str
    pair: str
    keys: Mapping[str, str]
    source: str
    target: str
    replica: Mapping[str, Json]
    previous: Json = None
    issue: Mapping[str, Json] = field(default_factory=dict)
    sent_from: Mapping[str, Json] | None = None
    first: bool = False
    waiting: bool = False
    answers: Mapping[str, Mapping[str, Json]] | None = None

    @property
    def as_first(self) -> KeptMessage:
        """As if the target had no issue yet: what a rule is given then is known whole."""
        return replace(self, first=True, issue={}, previous=None)

    def as_data(self) -> dict[str, Any]:
        data: dict[str, Any] = plain(asdict(self))
        return data


@dataclass(frozen=True, slots=True)
class FieldChange:
    """part: `issue` or `replica`; old and new: what is written, None where nothing is; by: the new line, else
    the old one."""

    part: str
    field: str
    old: Written | None
    new: Written | None

    @property
    def by(self) -> Provenance:
        written = self.new or self.old
        assert written is not None
        return written.by


@dataclass(frozen=True, slots=True)
class Replayed:
    """What of a message comes out different.

    old_failure, new_failure: how each version fails, or empty; ran: whether a rule that it meets changed;
    anew: it was run as if it were the first one of its pair, which it is not; unsure: questions that nobody
    could answer, so that they found nothing.
    """

    message: KeptMessage
    changes: tuple[FieldChange, ...] = ()
    old_failure: str = ""
    new_failure: str = ""
    ran: bool = False
    anew: bool = False
    unsure: tuple[str, ...] = ()

    @property
    def is_different(self) -> bool:
        return bool(self.changes) or self.old_failure != self.new_failure


@dataclass(frozen=True, slots=True)
class Ran:
    """One version's way: what crossed, what was written, or how it failed."""

    sent: Mapping[str, Written] = field(default_factory=dict)
    writes: Mapping[str, Written] = field(default_factory=dict)
    failure: str = ""


def replayed(
    message: KeptMessage, before: Mapping[str, RulesOfSide], now: Mapping[str, RulesOfSide],
    ask: Callable[[str], Ask],
) -> Replayed:  # fmt: skip
    """before, now: rules by side; ask: the answerer of a side."""
    if not may_differ(message, before, now):
        return Replayed(message)
    old, new = (ran(message, rules, ask) for rules in (before, now))
    written = () if new.failure else changed("issue", old.writes, new.writes)
    changes = (*changed("replica", old.sent, new.sent), *written)
    return Replayed(message, changes, old.failure, new.failure, ran=True)


def replayed_anew(
    known: Replayed, before: Mapping[str, RulesOfSide], now: Mapping[str, RulesOfSide],
    ask: Callable[[str], Ask],
) -> Replayed:  # fmt: skip
    """The message of `known` as the first one of its pair: what comes out different only then."""
    made = replayed(known.message.as_first, before, now, ask)
    seen = [told_by(change) for change in known.changes]
    changes = tuple(change for change in made.changes if told_by(change) not in seen)
    fails_alike = (known.old_failure, known.new_failure) == (made.old_failure, made.new_failure)
    old, new = ("", "") if fails_alike else (made.old_failure, made.new_failure)
    return Replayed(known.message, changes, old, new, made.ran, anew=True)


def told_by(change: FieldChange) -> tuple[Any, ...]:
    """What a person reads of it."""
    values = (None if written is None else [written.value] for written in (change.old, change.new))
    return (change.part, change.field, *values)


def asked_by(
    message: KeptMessage, versions: Iterable[Mapping[str, RulesOfSide]], ask: Callable[[str], Ask]
) -> None:
    """Has the rules ask all that they ask about a message, whether they differ or not."""
    for rules in versions:
        ran(message, rules, ask)


def may_differ(
    message: KeptMessage, before: Mapping[str, RulesOfSide], now: Mapping[str, RulesOfSide]
) -> bool:
    incoming = before[message.target].incoming.digest != now[message.target].incoming.digest
    outgoing = before[message.source].outgoing.digest != now[message.source].outgoing.digest
    return incoming or (outgoing and message.sent_from is not None)


def ran(message: KeptMessage, rules: Mapping[str, RulesOfSide], ask: Callable[[str], Ask]) -> Ran:
    replica, sent = message.replica, {}
    try:
        if message.sent_from is not None:
            inputs = {"issue": without_copies(message.sent_from), "replica": {}, "firstSync": message.first}
            out = run(rules[message.source].outgoing, inputs, ask(message.source))
            if not out.writes:
                return Ran()
            replica, sent = out.replica, dict(out.writes)
        inputs = {"issue": dict(message.issue), "replica": dict(replica), "previous": message.previous,
                  "firstSync": message.first}  # fmt: skip
        return Ran(sent, run(rules[message.target].incoming, inputs, ask(message.target)).writes)
    except RuleFailure as failure:
        told = failure.diagnostic
        place = f" ({told.span})" if told.span else ""
        return Ran(sent, {}, f"{told.message}{place} [{told.code}]")


def run(rule: Rule, inputs: dict[str, Json], ask: Ask) -> Outcome:
    key = (inputs["issue"] or {}).get("key")
    return rule.run({"issueKey": {"key": key, "urn": key, "URN": key}, **inputs}, answers=ask)


def changed(part: str, old: Mapping[str, Written], new: Mapping[str, Written]) -> tuple[FieldChange, ...]:
    names = dict.fromkeys([*new, *old])
    return tuple(
        FieldChange(part, name, old.get(name), new.get(name))
        for name in names
        if name not in old or name not in new or old[name].value != new[name].value
    )
