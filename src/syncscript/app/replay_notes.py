"""What a replay did not run, and what it ran on less than there was: nobody is to take it for no change.

The state keeps replicas and what the sync asked of fields. Which other fields the changed rules look at is
read from their text. Refuses to run rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from syncscript.cases.replaying import KeptMessage
from syncscript.cases.shelf import RulesOfSide, kind_of_file
from syncscript.config import ConnectionSettings, Project
from syncscript.language import Rule
from syncscript.language.analysis.survey import Survey
from syncscript.language.analysis.traffic import Traffic
from syncscript.language.syntax.parsing import parse

ALWAYS = frozenset({"id", "key"})
MOST_FIELDS = 8


def changed_rules(before: Mapping[str, RulesOfSide], now: Mapping[str, RulesOfSide]) -> list[str]:
    """Names of the rules of a connection that are not what they were."""
    return [new.name for side in now for old, new in zip(pair(before[side]), pair(now[side]), strict=True)
            if old.digest != new.digest]  # fmt: skip


def pair(rules: RulesOfSide) -> tuple[Rule, Rule]:
    return rules.outgoing, rules.incoming


def notes_on_settings(
    before: Project, now: Project, wanted: Mapping[str, ConnectionSettings]
) -> Iterator[str]:
    """Connections that are there in one version only, and settings that a replay does not follow."""
    for name, settings in wanted.items():
        old = before.settings.connections.get(name)
        if old is None:
            yield f"{name} is new: there is nothing to compare it with"
        elif without_rules(old) != without_rules(settings):
            yield f"{name}: its settings in syncscript.toml differ, too; what they change is not replayed"
    if len(wanted) == len(now.settings.connections):
        for name in sorted(before.settings.connections.keys() - wanted.keys()):
            yield f"{name} is no longer there: its pairs are not replayed"


def notes_on_strangers(project: Project, messages: Sequence[KeptMessage]) -> Iterator[str]:
    """Saved messages of connections that are not there."""
    strange = [m.connection for m in messages if m.connection not in project.settings.connections]
    for name in dict.fromkeys(strange):
        yield f"there is no connection {name}: {counted(strange.count(name))} of it not replayed"


def without_rules(settings: ConnectionSettings) -> ConnectionSettings:
    """What is not said by the rule files."""
    nothing = {"outgoing": None, "incoming": None}
    left, right = (side.model_copy(update=nothing) for side in settings.sides)
    return settings.model_copy(update={"mapping": None, "left": left, "right": right})


def notes_on_messages(
    connection: str, messages: Sequence[KeptMessage],
    versions: tuple[Mapping[str, RulesOfSide], Mapping[str, RulesOfSide]], remedy: str,
) -> Iterator[str]:  # fmt: skip
    """remedy: how to know what is not kept."""
    before, now = versions
    if not messages:
        yield f"{connection}: no message is kept, so nothing was replayed"
        return
    for side in now:
        (old_out, old_in), (new_out, new_in) = pair(before[side]), pair(now[side])
        if old_out.digest != new_out.digest:
            unseen = sum(m.sent_from is None and m.source == side for m in messages)
            yield from note_on_outgoing(new_out.name, unseen, remedy)
        if old_in.digest != new_in.digest:
            ours = [m for m in messages if m.target == side]
            yield from notes_on_incoming(new_in.name, ours, (old_in, new_in), remedy)


def note_on_outgoing(rule: str, unseen: int, remedy: str) -> Iterator[str]:
    if unseen:
        yield (f"{rule} changed and was not run for {counted(unseen)}: the issues that it takes are not "
               f"kept; {remedy}")  # fmt: skip


def notes_on_incoming(
    rule: str, ours: Sequence[KeptMessage], versions: Sequence[Rule], remedy: str
) -> Iterator[str]:
    if not ours:
        yield f"{rule} changed, and no message for it is kept: it was not run"
        return
    partly = [m for m in ours if m.sent_from is None and not m.first]
    fields = sorted(set().union(*(fields_read(one, "issue") for one in versions)))
    unknown = [name for name in fields if not all(knows(m, name) for m in partly)]
    if unknown:
        told = ", ".join(unknown[:MOST_FIELDS]) + (" and more" if len(unknown) > MOST_FIELDS else "")
        yield (f"{rule} looks at {told}, which is not kept of every issue: where it is not known it was "
               f"null; {remedy}")  # fmt: skip
    worked_on = sum(not m.waiting and not m.first for m in ours)
    if worked_on and any(fields_read(one, "previous") for one in versions):
        yield (f"{rule} looks at previous; the replica before the last one is not kept: for "
               f"{counted(worked_on)} the last one stood for it")  # fmt: skip


def fields_read(rule: Rule, root: str) -> set[str]:
    """What a rule looks at of an object, as a person writes it; `issue` alone where the field is not said."""
    if kind_of_file(rule.name) == "mapping":
        return set()
    script = parse("\n".join(rule.excerpts), rule.name).script
    uses = Traffic(Survey(script), root).reads
    return {root if use.field is None else f"{root}.{use.field}" for use in uses}


def knows(message: KeptMessage, name: str) -> bool:
    """Whether what is kept of the target's issue has the field."""
    _, _, field = name.partition(".")
    bag, _, entry = field.partition(".")
    if entry and bag == "customFields":
        return entry in (message.issue.get(bag) or {})
    return bag in ALWAYS or bag in message.issue


def counted(messages: int) -> str:
    return f"{messages} message{'s' * (messages != 1)}"
