"""Texts as times of java.time: `LocalDate.parse` and its kin, in the ISO forms and by formatters.

Refuses texts that are not wholly such a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from syncscript.language.builtins.date_time_formats import DateTimeFormatter, parsed
from syncscript.language.builtins.durations import unreadable
from syncscript.language.builtins.registry import STATICS
from syncscript.language.builtins.temporals import (
    Instant,
    LocalDate,
    LocalDateTime,
    LocalTime,
    OffsetDateTime,
    Temporal,
    ZonedDateTime,
    at_offset,
    in_zone,
    instant,
)
from syncscript.language.builtins.zones import need_zone
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value

MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})(?:\[([^\]]+)\])?"
)
LOCAL = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
CLOCK = re.compile(r"\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?")


def parse_with(owner: str, read: Callable[[str], Temporal | None], like: str) -> None:
    def parse(run: Run, source: Value, form: Value = None) -> Temporal:
        if type(source) is not str:
            raise Fault("A text is needed to parse a date.", kind="NullPointerException", code="R119")
        run.charge_text(len(source))
        form = DateTimeFormatter(form) if type(form) is str else form
        try:
            found = parsed(source, form, owner) if type(form) is DateTimeFormatter else read(source)
        except ValueError:
            found = None
        if found is None:
            raise unreadable(source, form.pattern if type(form) is DateTimeFormatter else like)
        return found

    parse.__name__ = "parse"
    parse.__doc__ = f"Reads an ISO text such as `{like}`, or by a formatter or its pattern."
    STATICS.setdefault(owner, {})["parse"] = parse


def zoned_text(source: str) -> ZonedDateTime | None:
    found = MOMENT.fullmatch(source)
    if found is None:
        return None
    zone = need_zone(found[3] or found[2])
    return in_zone(datetime.fromisoformat(found[1][:26] + found[2]), zone)


def offset_read(source: str) -> OffsetDateTime | None:
    found = MOMENT.fullmatch(source)
    moment = datetime.fromisoformat(found[1][:26] + found[2]) if found and not found[3] else None
    return at_offset(moment, need_zone(found[2])) if moment and found else None


def instant_read(source: str) -> Instant | None:
    found = offset_read(source)
    return None if found is None else instant(found.moment)


def local_read(source: str) -> LocalDateTime | None:
    return LocalDateTime(datetime.fromisoformat(source[:26])) if LOCAL.fullmatch(source) else None


def day_read(source: str) -> LocalDate | None:
    return LocalDate(datetime.fromisoformat(source)) if DAY.fullmatch(source) else None


def clock_read(source: str) -> LocalTime | None:
    return LocalTime(datetime.fromisoformat("1970-01-01T" + source[:15])) if CLOCK.fullmatch(source) else None


for read_owner, reader, example in (
    ("ZonedDateTime", zoned_text, "2026-01-31T10:00:00+01:00[Europe/Brussels]"),
    ("OffsetDateTime", offset_read, "2026-01-31T10:00:00+01:00"),
    ("Instant", instant_read, "2026-01-31T10:00:00Z"),
    ("LocalDateTime", local_read, "2026-01-31T10:00:00"),
    ("LocalDate", day_read, "2026-01-31"),
    ("LocalTime", clock_read, "10:00:00"),
):
    parse_with(read_owner, reader, example)
