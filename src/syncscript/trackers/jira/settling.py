"""From what a rule asked for to what this Jira can hold.

Knows which fields may be written and turns every problem into a diagnostic at the rule's own line.
Reads lists and users where a name needs it; writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial

from syncscript.contracts import CreateForm, Settlement
from syncscript.model import CUSTOM, Diagnostic, Json, Provenance, Settled, Severity, Span, Written
from syncscript.trackers.jira.fields import READ_ONLY, Field, Fields
from syncscript.trackers.jira.kinds import CannotHold, Named, NamedSet, Note, Seat, Site

UNKNOWN = "T410"
READ = "T411"
UNFIT = "T412"
LIMITED = "T420"
LEFT = "T421"


@dataclass(frozen=True, slots=True)
class Place:
    """Where values are settled. creating: for an issue that is still to be made; form: what it must be like,
    asked for only where a value has to be one of those it offers; made: sort and name of what will be
    there."""

    project: str
    site: Site
    creating: bool
    form: Callable[[], CreateForm | None]
    made: frozenset[tuple[str, str]] = frozenset()

    def offered(self, field: Field) -> tuple[str, ...] | None:
        """What may be chosen. For what has a list of its own in Jira only a new issue needs the form."""
        if not (field.kind.closed or (self.creating and isinstance(field.kind, Named | NamedSet))):
            return None
        form = self.form()
        return form.allowed(field.path) if form else None


def settle(written: Mapping[str, Written], place: Place, fields: Fields) -> Settlement:
    """Settle each field by itself; all problems are told at once."""
    settled: dict[str, Settled] = {}
    problems: list[Diagnostic] = []
    notices: list[Diagnostic] = []
    for path, asked in written.items():
        field = fields.named(path)
        if field is None:
            problems.append(_no_field(path, asked.by, fields))
            continue
        offered = partial(place.offered, field)
        seat = Seat(field.name, place.project, place.site, offered=offered, made=place.made)
        try:
            shown = _settled(field, asked.value, seat)
            settled[field.path] = Settled(field.kind.canonical(shown), shown, asked.by)
        except CannotHold as refusal:
            (notices if refusal.leaves else problems).append(_refused(refusal, asked.by))
        notices += [_limited(note, asked.by) for note in seat.notes]
    return Settlement(settled, tuple(problems), tuple(notices))


def _settled(field: Field, value: Json, seat: Seat) -> Json:
    if isinstance(value, Mapping) and field.custom and set(value) >= {"name", "id", "value"}:
        value = value["value"]
    if value is not None and value != "":
        return field.kind.settled(value, seat)
    if field.kind.multiple:
        return []
    return field.kind.settled("", seat) if field.name == "summary" else None


def _no_field(path: str, by: Provenance, fields: Fields) -> Diagnostic:
    name = path.removeprefix(CUSTOM)
    if path in READ_ONLY:
        return Diagnostic(READ, f"Jira sets {path} by itself; no rule can write it", _place(by),
                          help="remove this line, or write another field")
    custom = path.startswith(CUSTOM)
    known = [f.name for f in (fields.custom if custom else fields.every())]
    near = get_close_matches(name, known, 1)
    what = f"a custom field named {name!r} that can be written" if custom else f"a field named {name}"
    hint = f"did you mean {near[0]!r}?" if near else "see the names of the fields in the payload of an issue"
    return Diagnostic(UNKNOWN, f"this Jira has not {what}", _place(by), help=hint)


def _refused(refusal: CannotHold, by: Provenance) -> Diagnostic:
    if refusal.leaves:
        return Diagnostic(LEFT, str(refusal), _place(by), refusal.help, Severity.WARNING)
    return Diagnostic(UNFIT, str(refusal), _place(by), refusal.help)


def _limited(note: Note, by: Provenance) -> Diagnostic:
    return Diagnostic(LIMITED, note.message, _place(by), note.help, Severity.WARNING)


def _place(by: Provenance) -> Span:
    return Span(by.file, by.line, by.column, by.line, by.column + 1)
