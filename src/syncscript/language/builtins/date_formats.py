"""SimpleDateFormat and Date.parse: dates in the patterns of java.text.

Lenient as Java's: what is too large rolls over, what follows the pattern is not looked at. Texts without
a year mean 1970. Refuses to guess formats.
"""

from __future__ import annotations

from datetime import timedelta

from syncscript.language.builtins.date_patterns import LEGACY, parts_of
from syncscript.language.builtins.date_reading import Fields, fields_in
from syncscript.language.builtins.dates import Date, as_date, made, rolled, shown
from syncscript.language.builtins.moments import millis_of, utc
from syncscript.language.builtins.registry import constructor, method, static
from syncscript.language.builtins.zones import UTC_ZONE, Zone, need_zone, refuse_foreign
from syncscript.language.interpreter.faults import BAD_ARGUMENT, NO_VALUE, Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Value, a_type

RANGES = {"M": (1, 12), "d": (1, 31), "H": (0, 23), "k": (1, 24), "h": (1, 12), "K": (0, 11), "m": (0, 59),
          "s": (0, 59), "D": (1, 366)}  # fmt: skip


class SimpleDateFormat(Box):
    """A pattern, the zone it reads and writes in, and whether it rolls over."""

    names = ("SimpleDateFormat", "DateFormat")
    __slots__ = ("lenient", "parts", "pattern", "zone")

    def __init__(self, pattern: str) -> None:
        self.pattern, self.parts = pattern, parts_of(pattern, LEGACY)
        self.zone, self.lenient = UTC_ZONE, True


@constructor("SimpleDateFormat")
def simple_date_format(run: Run, pattern: Value = "M/d/yy, h:mm a", locale: Value = None) -> SimpleDateFormat:
    """
    >>> new SimpleDateFormat("yyyy-MM-dd").parse("2026-02-30").format("d MMMM")
    '2 March'
    """
    refuse_foreign(locale)
    return SimpleDateFormat(text(pattern))


@method("parse", SimpleDateFormat)
def parse(run: Run, form: SimpleDateFormat, source: Value) -> Date:
    """The date in a text. Fault (ParseException) when the text does not match the pattern.

    >>> new SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss.SSSZ").parse("2026-01-31T10:00:00.000+0100").time
    1769850000000
    """
    if type(source) is not str:
        raise Fault(
            f"{'null' if source is None else a_type(source, first=True)} cannot be parsed as a date.",
            "check for null first" if source is None else "a text is needed; a date need not be parsed",
            kind=NO_VALUE if source is None else "MissingMethodException",
            code="R119",
        )
    run.charge_text(len(source))
    fields = fields_in(source, form.parts, LEGACY)
    if fields is None or not (form.lenient or within_ranges(fields)):
        raise unparseable(source, form.pattern)
    return made(Date, resolved(fields, form.zone))


def unparseable(source: str, pattern: str) -> Fault:
    cut = source if len(source) <= 60 else source[:57] + "..."
    return Fault(
        f'Unparseable date: "{cut}"',
        f"the pattern is {pattern}",
        kind="ParseException",
        code="R119",
    )


def within_ranges(fields: Fields) -> bool:
    inside = all(low <= fields[name] <= high for name, (low, high) in RANGES.items() if name in fields)
    if not inside:
        return False
    year, month, day = fields.get("y", 1970), fields.get("M", 1), fields.get("d", 1)
    return shown(Date(rolled(year, month - 1, day, timedelta(0))), "M") == str(month)


def resolved(fields: Fields, own: Zone) -> int:
    """Milliseconds of what was read, as the clock of its zone, or else the format's own, shows it."""
    clock = timedelta(
        hours=hour_of(fields),
        minutes=fields.get("m", 0),
        seconds=fields.get("s", 0),
        milliseconds=min(fields.get("S", (0, 0))[0], 10**15),
    )
    month, day = (0, fields["D"]) if "D" in fields else (fields.get("M", 1) - 1, fields.get("d", 1))
    local = rolled(first_of(fields, "yY", 1970), month, day + weekday_shift(fields), clock)
    return in_zone(local, fields.get("zone", own))


def first_of(fields: Fields, letters: str, otherwise: int) -> int:
    """The number read for the first of these letters that stood in the pattern."""
    return next((int(fields[letter]) for letter in letters if letter in fields), otherwise)


def hour_of(fields: Fields) -> int:
    if "h" in fields or "K" in fields:
        return first_of(fields, "hK", 0) % 12 + (12 if fields.get("pm") else 0)
    return first_of(fields, "H", 0) if "H" in fields else first_of(fields, "k", 0) % 24


def weekday_shift(fields: Fields) -> int:
    """A day of the week alone means that day of the first week."""
    if "E" not in fields or "d" in fields or "D" in fields:
        return 0
    first = utc(rolled(fields.get("y", 1970), fields.get("M", 1) - 1, 1, timedelta(0))).isoweekday()
    return int(fields["E"]) % 7 - first % 7


def in_zone(local: int, zone: Zone) -> int:
    """From what the zone's clock shows, as if it were UTC, to the instant."""
    return millis_of(utc(local).replace(tzinfo=zone.tz))


@method("format", SimpleDateFormat)
def format_with(run: Run, form: SimpleDateFormat, value: Value) -> str:
    """
    >>> new SimpleDateFormat("dd/MM/yyyy").format(new Date(0))
    '01/01/1970'
    """
    date = Date(value) if type(value) is int else as_date(value)
    if date is None:
        raise Fault(
            f"{a_type(value, first=True)} cannot be formatted as a date.", kind=BAD_ARGUMENT, code="R119"
        )
    return shown(date, form.pattern, form.zone)


@method("setTimeZone", SimpleDateFormat)
def set_time_zone(run: Run, form: SimpleDateFormat, zone: Value) -> None:
    form.zone = need_zone(zone)


@method("getTimeZone", SimpleDateFormat)
def get_time_zone(run: Run, form: SimpleDateFormat) -> Zone:
    return form.zone


@method("setLenient", SimpleDateFormat)
def set_lenient(run: Run, form: SimpleDateFormat, lenient: Value) -> None:
    form.lenient = bool(lenient)


@method("isLenient", SimpleDateFormat)
def is_lenient(run: Run, form: SimpleDateFormat) -> bool:
    return form.lenient


@method("toPattern", SimpleDateFormat)
def to_pattern(run: Run, form: SimpleDateFormat) -> str:
    return form.pattern


LEFT_OUT = object()


@method("parse", Date)
def parse_beside(run: Run, beside: Date, pattern: Value, source: Value, zone: Value = None) -> Value:
    """`new Date().parse(pattern, text)`, which the date in front of it has no part in."""
    return parse_date(run, pattern, source, zone)


@static("Date.parse")
def parse_date(run: Run, pattern: Value, source: Value = LEFT_OUT, zone: Value = None) -> Value:
    """Date.parse(pattern, text), as Groovy adds it to Date.

    >>> Date.parse("yyyy-MM-dd", "2026-01-31") - Date.parse("yyyy-MM-dd", "2026-01-01")
    30
    """
    if source is None:
        raise Fault(
            "There is no text to read a date from: it is null.",
            "test it first: text ? Date.parse(pattern, text) : null",
            kind=NO_VALUE,
            code="R101",
        )
    if source is LEFT_OUT:
        found = as_date(pattern)
        if found is None:
            raise unparseable(text(pattern), "that of ISO dates")
        return found.millis
    form = SimpleDateFormat(text(pattern))
    if zone is not None:
        form.zone = need_zone(zone)
    return parse(run, form, source)


