"""Kinds with one value and no list behind it: texts, numbers, dates, the parent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from syncscript.model import Canonical, Json
from syncscript.trackers.jira.instants import instant, iso, jira_iso
from syncscript.trackers.jira.kinds.kind import CannotHold, Kind, Seat, Site, Writing, plain_text
from syncscript.trackers.jira.texts import normalised

LINE_LIMIT = 255
TEXT_LIMIT = 32_767


class Line(Kind):
    """One line of text, at most 255 characters."""

    def __init__(self, *, required: bool = False) -> None:
        self.required = required

    def shown(self, raw: Json, site: Site) -> Json:
        return normalised(str(raw)) or None if raw is not None else None

    def canonical(self, shown: Json) -> Canonical:
        return shown or None

    def settled(self, value: Json, seat: Seat) -> Json:
        text = normalised(plain_text(value)).strip()
        line = re.sub(r"\s*\n\s*", " ", text)
        if line != text:
            seat.note(f"Jira keeps {seat.field} on one line: line breaks became blanks")
        if len(line) > LINE_LIMIT:
            seat.note(f"Jira keeps at most {LINE_LIMIT} characters in {seat.field}: {len(line)} were cut")
            line = line[:LINE_LIMIT].rstrip()
        if self.required and not line:
            raise CannotHold(f"{seat.field} cannot be empty in Jira")
        return line or None

    def body(self, shown: Json, writing: Writing) -> Json:
        return shown or None


class Rich(Kind):
    """A text with markup, at most 32,767 characters."""

    def shown(self, raw: Json, site: Site) -> Json:
        return site.texts.read(raw)

    def canonical(self, shown: Json) -> Canonical:
        return shown or None

    def settled(self, value: Json, seat: Seat) -> Json:
        text = seat.site.texts.as_kept(plain_text(value))
        if len(text) > TEXT_LIMIT:
            seat.note(f"Jira keeps at most {TEXT_LIMIT:,} characters in {seat.field}: {len(text):,} were cut")
            text = seat.site.texts.as_kept(text[:TEXT_LIMIT])[:TEXT_LIMIT].rstrip()
        return text or None

    def body(self, shown: Json, writing: Writing) -> Json:
        return writing.site.texts.written(shown, writing.documents, writing.origin)


class Number(Kind):
    """A number; whole ones are shown without a fraction."""

    def shown(self, raw: Json, site: Site) -> Json:
        return int(raw) if isinstance(raw, float) and raw.is_integer() else raw

    def canonical(self, shown: Json) -> Canonical:
        return shown if isinstance(shown, int | float) else None

    def settled(self, value: Json, seat: Seat) -> Json:
        try:
            number = Decimal(plain_text(value).strip())
        except InvalidOperation:
            raise CannotHold(f"{seat.field} holds a number, and {plain_text(value)[:40]!r} is none") from None
        if not number.is_finite():
            raise CannotHold(f"{seat.field} holds a number, and {number} is none")
        return int(number) if number == number.to_integral_value() and abs(number) < 10**15 else float(number)

    def body(self, shown: Json, writing: Writing) -> Json:
        return shown


class Date(Kind):
    """A day without a time: `2026-01-31`."""

    def canonical(self, shown: Json) -> Canonical:
        return shown or None

    def settled(self, value: Json, seat: Seat) -> Json:
        return _moment(value, seat).date().isoformat() if not _is_day(value) else str(value)

    def body(self, shown: Json, writing: Writing) -> Json:
        return shown


class Instant(Kind):
    """A date with a time; shown in UTC."""

    def shown(self, raw: Json, site: Site) -> Json:
        return iso(instant(raw)) if raw is not None else None

    def canonical(self, shown: Json) -> Canonical:
        return shown or None

    def settled(self, value: Json, seat: Seat) -> Json:
        return iso(_moment(value, seat).astimezone(UTC))

    def body(self, shown: Json, writing: Writing) -> Json:
        return jira_iso(instant(shown)) if shown else None


class Parent(Kind):
    """The issue above; compared by its id."""

    def shown(self, raw: Json, site: Site) -> Json:
        return str(raw["id"]) if raw else None

    def canonical(self, shown: Json) -> Canonical:
        return shown or None

    def settled(self, value: Json, seat: Seat) -> Json:
        if isinstance(value, Mapping):
            value = value.get("id") or value.get("key")
        return str(value) if value else None

    def body(self, shown: Json, writing: Writing) -> Json:
        return parent_body(shown) if shown else None


def parent_body(id_or_key: str) -> Json:
    """How Jira is told which issue is the parent."""
    return {"id": id_or_key} if id_or_key.isdigit() else {"key": id_or_key}


def _is_day(value: Json) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _moment(value: Json, seat: Seat) -> datetime:
    """The moment as written, in its own offset: the day a person sees is the day that is kept."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return instant(value)
        moment = datetime.fromisoformat(plain_text(value).strip())
    except (ValueError, OverflowError):
        raise CannotHold(f"{seat.field} holds a date, and {plain_text(value)[:40]!r} is none",
                         help='write it as "2026-01-31"') from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
