"""The blast radius of a rule change as text and as data: pairs that come out alike stand together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from syncscript.app.replaying import Replay
from syncscript.cases.replaying import FieldChange, Replayed
from syncscript.cases.splicing import plain
from syncscript.cli.show.diagnostics import terminal_safe
from syncscript.cli.show.paint import Paint
from syncscript.cli.show.values import value_text
from syncscript.model import Written

MOST_UNANSWERED = 10
MOST_TITLES = 10


@dataclass(frozen=True, slots=True)
class Group:
    """Messages that come out different in the same way."""

    results: tuple[Replayed, ...]

    @property
    def one(self) -> Replayed:
        return self.results[0]


def groups_of(replay: Replay) -> list[Group]:
    """What pairs come to before what only new ones would; the most frequent first, else as the pairs are."""
    found: dict[Any, list[Replayed]] = {}
    for result in replay.different:
        told = [(name_of(c), shown(c.old), shown(c.new), str(c.by)) for c in result.changes]
        alike = (result.anew, result.unsure, result.old_failure, result.new_failure, *told)
        found.setdefault(alike, []).append(result)
    groups = [Group(tuple(results)) for results in found.values()]
    return sorted(groups, key=lambda group: (group.one.anew, -len(group.results)))


def summary_of(replay: Replay) -> str:
    """One sentence, which never says of what was not run that nothing changes."""
    if not replay.versions:
        return "nothing was replayed"
    if not replay.changed_rules:
        return f"no rule differs from {replay.base}: nothing was replayed"
    if not replay.ran:
        changed = ", ".join(replay.changed_rules)
        return f"nothing was replayed, although {changed} changed: no kept message could be run through it"
    pairs = {result.message.pair for result in replay.different if not result.anew}
    new = sum(result.anew for result in replay.different)
    otherwise = f", {new} would be created otherwise if they were new" if new else ""
    ran = f"{replay.ran} of {replay.messages}" if replay.ran < replay.messages else str(replay.messages)
    others = "; the others meet no rule that changed" if replay.ran < replay.messages else ""
    return (
        f"{ran} message{'s' * (replay.messages != 1)} replayed, "
        f"{len(pairs)} pair{'s' * (len(pairs) != 1)} would come out different{otherwise}{others}"
    )


def replay_text(replay: Replay, paint: Paint) -> str:
    lines = [line for group in groups_of(replay) for line in group_lines(group, paint)]
    lines.append(terminal_safe(summary_of(replay)))
    lines += [f"  {terminal_safe(field)}: {count}" for field, count in counted(replay)]
    return "\n".join([*lines, *(f"note: {note}" for note in notes_of(replay))])


def notes_of(replay: Replay) -> list[str]:
    told = [*replay.notes]
    if replay.versions and not replay.changed_rules:
        told.append("--base names what the change goes into, as --base origin/main")
    if replay.given.unanswered:
        asked = replay.given.unanswered
        more = f" and {len(asked) - MOST_UNANSWERED} more" if len(asked) > MOST_UNANSWERED else ""
        told.append(f"nobody had an answer to {', '.join(asked[:MOST_UNANSWERED])}{more}; they found "
                    f"nothing, and what comes of that is not certain: {replay.remedy}")  # fmt: skip
    return [terminal_safe(note) for note in told]


def counted(replay: Replay) -> list[tuple[str, int]]:
    """In how many messages each field comes out different, the most frequent first."""
    names = Counter(name_of(change) for result in replay.different for change in result.changes)
    return sorted(names.items(), key=lambda item: (-item[1], item[0]))


def name_of(change: FieldChange) -> str:
    return change.field if change.part == "issue" else f"replica.{change.field}"


def title_of(result: Replayed) -> str:
    message = result.message
    new = f"a new issue in {message.target}"
    source = message.keys.get(message.source, f"a new issue in {message.source}")
    target = new if result.anew else message.keys.get(message.target, new)
    return f"{source} → {target}" + (" (waiting)" if message.waiting else "")


def titles_of(results: Sequence[Replayed], most: int) -> str:
    titles = [title_of(result) for result in results]
    more = len(titles) - most
    return ", ".join(titles[:most]) + (f" and {more} more" if more > 0 else "")


def group_lines(group: Group, paint: Paint) -> Iterator[str]:
    result = group.one
    many = f" ({len(group.results)} messages)" if len(group.results) > 1 else ""
    yield f"{paint.strong(terminal_safe(titles_of(group.results, MOST_TITLES)))}{many}"
    for told, mark in ((result.new_failure, "!"), (result.old_failure, "-")):
        if told and result.old_failure != result.new_failure:
            when = "fails now" if mark == "!" else "failed before"
            yield f"  {paint.mark(mark)} {when}: {terminal_safe(told)}"
    for change in result.changes:
        mark = "+" if change.old is None else "-" if change.new is None else "~"
        place = paint.faint(f"# {terminal_safe(str(change.by))}")
        old, new = shown(change.old), shown(change.new)
        yield f"  {paint.mark(mark)} {terminal_safe(name_of(change))}: {old} → {new}  {place}"
    if result.unsure:
        yield f"  {paint.mark('!')} {terminal_safe(doubt_of(result))}"


def doubt_of(result: Replayed) -> str:
    return f"not certain: no answer is known to {', '.join(result.unsure)}" if result.unsure else ""


def shown(written: Written | None) -> str:
    return "not written" if written is None else value_text(written.value)


def replay_as_data(replay: Replay) -> dict[str, Any]:
    """What docs/reference/json.md tells."""
    return {
        "format": 1,
        "summary": summary_of(replay),
        "messages": replay.messages,
        "replayed": replay.ran,
        "changed_rules": replay.changed_rules,
        "different": [result_as_data(result) for result in replay.different],
        "fields": dict(counted(replay)),
        "notes": list(replay.notes),
        "unanswered": replay.given.unanswered,
    }


def result_as_data(result: Replayed) -> dict[str, Any]:
    message = result.message
    return {
        "connection": message.connection, "pair": message.pair, "keys": dict(message.keys),
        "source": message.source, "target": message.target, "waiting": message.waiting, "anew": result.anew,
        "old_failure": result.old_failure or None, "new_failure": result.new_failure or None,
        "unsure": list(result.unsure), "changes": [change_as_data(change) for change in result.changes],
    }  # fmt: skip


def change_as_data(change: FieldChange) -> dict[str, Any]:
    """old and new are left out where nothing is written."""
    made: dict[str, Any] = {"part": change.part, "field": change.field}
    for name, written in (("old", change.old), ("new", change.new)):
        if written is not None:
            made[name] = plain(written.value)
    return made | {"by": {"file": change.by.file, "line": change.by.line, "column": change.by.column}}
