"""DateTimeFormatter: the times of java.time in patterns and in the ISO forms.

Strict as Java's: the whole text must match. A day beyond the end of its month is that month's last.
Refuses fields that the time does not have.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from syncscript.language.builtins.date_patterns import MODERN, Part, parts_of
from syncscript.language.builtins.date_reading import Fields, fields_in
from syncscript.language.builtins.date_writing import written
from syncscript.language.builtins.registry import CONSTANTS, method, static
from syncscript.language.builtins.temporals import (
    Instant,
    LocalDateTime,
    Temporal,
    at_offset,
    in_zone,
    instant,
    local_date,
    local_time,
)
from syncscript.language.builtins.zones import Zone, need_zone, refuse_foreign
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Value, a_type

DAY_LETTERS, CLOCK_LETTERS = set("GuyDMLdQqYwWEecF"), set("ahKkHmsSAnN")
"""What needs a day, and what needs a clock."""


@dataclass(frozen=True)
class DateTimeFormatter(Box):
    """own: the name of an ISO form in place of a pattern."""

    pattern: str
    zone: Zone | None = None
    own: str = ""
    names = ("DateTimeFormatter",)

    def text(self) -> str:
        return self.own or self.pattern


ISO = {
    "ISO_LOCAL_DATE": "uuuu-MM-dd",
    "ISO_LOCAL_TIME": "HH:mm[:ss[.SSS]]",
    "ISO_LOCAL_DATE_TIME": "uuuu-MM-dd'T'HH:mm[:ss[.SSS]]",
    "ISO_DATE": "uuuu-MM-dd[XXX]",
    "ISO_TIME": "HH:mm[:ss[.SSS]][XXX]",
    "ISO_DATE_TIME": "uuuu-MM-dd'T'HH:mm[:ss[.SSS]][XXX]['['VV']']",
    "ISO_OFFSET_DATE_TIME": "uuuu-MM-dd'T'HH:mm[:ss[.SSS]]XXX",
    "ISO_ZONED_DATE_TIME": "uuuu-MM-dd'T'HH:mm[:ss[.SSS]]XXX['['VV']']",
    "ISO_INSTANT": "uuuu-MM-dd'T'HH:mm:ss[.SSS]XXX",
    "BASIC_ISO_DATE": "uuuuMMdd",
    "RFC_1123_DATE_TIME": "EEE, d MMM uuuu HH:mm:ss Z",
}
CONSTANTS["DateTimeFormatter"] = {name: DateTimeFormatter(p, None, name) for name, p in ISO.items()}


@static("DateTimeFormatter.ofPattern")
def of_pattern(run: Run, pattern: Value, locale: Value = None) -> DateTimeFormatter:
    """
    >>> LocalDate.parse("31/01/2026", DateTimeFormatter.ofPattern("dd/MM/yyyy")).toString()
    '2026-01-31'
    """
    refuse_foreign(locale)
    parts_of(text(pattern), MODERN)
    return DateTimeFormatter(text(pattern))


@method("withZone", DateTimeFormatter)
def with_zone(run: Run, form: DateTimeFormatter, zone: Value) -> DateTimeFormatter:
    return replace(form, zone=need_zone(zone))


@method("withLocale", DateTimeFormatter)
def with_locale(run: Run, form: DateTimeFormatter, locale: Value) -> DateTimeFormatter:
    refuse_foreign(locale)
    return form


@method("format", DateTimeFormatter)
def format_with(run: Run, form: DateTimeFormatter, value: Value) -> str:
    """
    >>> DateTimeFormatter.ofPattern("d MMM yyyy").format(LocalDate.of(2026, 1, 31))
    '31 Jan 2026'
    """
    if not isinstance(value, Temporal):
        raise Fault(
            f"{a_type(value, first=True)} has no place here: format takes a time of java.time.",
            "for a Date use its own format, or toInstant()",
            kind=BAD_ARGUMENT,
            code="R119",
        )
    return formatted(value, form)


@method("format", Temporal)
def format_itself(run: Run, value: Temporal, form: Value) -> str:
    """By a formatter or by a pattern.

    >>> LocalDate.of(2026, 1, 31).format("dd.MM.yyyy")
    '31.01.2026'
    """
    return formatted(value, form if type(form) is DateTimeFormatter else DateTimeFormatter(text(form)))


def formatted(value: Temporal, form: DateTimeFormatter) -> str:
    if form.zone is not None and value.zone is not None:
        value = in_zone(value.moment, form.zone)
    if form.own.startswith("ISO_"):
        return iso_text(value, form.own)
    parts = parts_of(form.pattern, MODERN)
    for part in parts:
        refuse_missing(value, part)
    shown = written(value.moment, parts, None if type(value) is Instant else value.zone, MODERN)
    return shown.replace(" +0000", " GMT") if form.own == "RFC_1123_DATE_TIME" else shown


def iso_text(value: Temporal, form: str) -> str:
    """The forms are what the times look like, cut to what the form has."""
    if form == "ISO_INSTANT":
        return instant(value.moment).text() if value.zone else missing(value, "zone")
    if "DATE" in form and not value.has_day:
        missing(value, "a day")
    if "TIME" in form and not value.has_clock:
        missing(value, "a time")
    shown = value.text() if "ZONED" in form or form == "ISO_DATE_TIME" else value.text().split("[")[0]
    if not value.has_clock or not value.has_day:
        return shown
    if "TIME" not in form:
        return local_date(value.moment).text()
    bare = LocalDateTime(value.moment.replace(tzinfo=None)).text()
    shown = shown if len(bare) > 16 or not value.has_clock else shown.replace(bare, bare + ":00")
    return shown if "LOCAL" not in form else (bare if len(bare) > 16 else bare + ":00")


def refuse_missing(value: Temporal, part: Part) -> None:
    """Fault for a field that the time does not have."""
    known = "" if type(value) is Instant else value.letters
    if known is not None and part.letter and part.letter not in f"{known}[]":
        missing(value, part.letter)
    if part.letter in DAY_LETTERS and not value.has_day and known is None:
        missing(value, part.letter)
    if part.letter in CLOCK_LETTERS and not value.has_clock:
        missing(value, part.letter)


def missing(value: Temporal, what: str) -> str:
    raise Fault(
        f"{a_type(value, first=True)} does not know {what}.",
        "an Instant needs a zone to be written: atZone(ZoneId.of(...)), or the formatter's withZone"
        if type(value) is Instant
        else "take a pattern of what it has",
        kind="UnsupportedTemporalTypeException",
        code="R118",
    )


# ---------------------------------------------------------------------------- reading


OF_FIELDS: dict[str, Callable[[Fields], Temporal | None]] = {}
"""How the types that are a part of a date come of what was read."""


def parsed(source: str, form: DateTimeFormatter, owner: str) -> Temporal | None:
    """The time of this type that the text names; None when it does not name one."""
    fields = fields_in(source, parts_of(form.pattern, MODERN), MODERN)
    if fields is None:
        return None
    if owner in OF_FIELDS:
        return OF_FIELDS[owner](fields)
    day, clock = day_of(fields), clock_of(fields)
    zone = fields.get("zone") or form.zone
    if owner == "LocalTime":
        return None if clock is None else local_time(datetime(1970, 1, 1) + clock)
    if day is None:
        return None
    if owner == "LocalDate":
        return local_date(day)
    if clock is None:
        return None
    local = day + clock
    if owner == "LocalDateTime":
        return LocalDateTime(local)
    return None if zone is None else zoned(local, zone, owner)


def zoned(local: datetime, zone: Zone, owner: str) -> Temporal:
    moment = local.replace(tzinfo=zone.tz)
    if owner == "Instant":
        return instant(moment)
    return in_zone(moment, zone) if owner == "ZonedDateTime" else at_offset(moment, zone)


def day_of(fields: Fields) -> datetime | None:
    """Midnight of the day that was read; ValueError for months and days that do not exist."""
    year = fields.get("u", fields.get("y"))
    if year is None:
        return None
    if "D" in fields:
        return datetime(year, 1, 1) + timedelta(days=fields["D"] - 1)
    if "M" not in fields or "d" not in fields:
        return None
    if not 1 <= fields["d"] <= 31:
        raise ValueError
    return datetime(year, fields["M"], min(fields["d"], monthrange(year, fields["M"])[1]))


def hour_of(fields: Fields) -> int | None:
    if "H" in fields or "k" in fields:
        return int(fields["H"]) if "H" in fields else int(fields["k"]) % 24
    if "pm" not in fields or not ("h" in fields or "K" in fields):
        return None
    return int(fields["h"] if "h" in fields else fields["K"]) % 12 + (12 if fields["pm"] else 0)


def clock_of(fields: Fields) -> timedelta | None:
    """None when no hour was read; ValueError for times that do not exist."""
    hour = hour_of(fields)
    if hour is None:
        return None
    number, width = fields.get("S", (0, 1))
    minute, second = fields.get("m", 0), fields.get("s", 0)
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError
    fraction = int(str(number).zfill(width)[:6].ljust(6, "0"))
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=fraction)
