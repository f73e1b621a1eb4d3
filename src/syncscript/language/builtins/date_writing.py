"""A moment as text, by the fields of a pattern.

Knows the letters of both dialects. Refuses other languages than English, and moments without a zone
where the pattern asks for one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from syncscript.language.builtins.date_patterns import LEGACY, Part
from syncscript.language.builtins.zones import Zone, offset_text
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.metering import work

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = ("1st", "2nd", "3rd", "4th")


def written(moment: datetime, parts: tuple[Part, ...], zone: Zone | None, letters: frozenset[str]) -> str:
    """moment: as the clock of the zone shows it, aware when zone is there."""
    work(4 * len(parts))
    return "".join([part.text if not part.letter else field(moment, part, zone, letters) for part in parts])


def field(moment: datetime, part: Part, zone: Zone | None, letters: frozenset[str]) -> str:
    if part.letter in "[]":
        return ""
    if part.letter in ZONED:
        if zone is None:
            raise Fault(
                f"The pattern letter {part.letter} asks for a time zone, and this time has none.",
                "use atZone(...) first",
                kind="UnsupportedTemporalTypeException",
                code="R118",
            )
        return ZONED[part.letter](moment, part.width, zone)
    dialect = LEGACY_ONLY if letters is LEGACY else MODERN_ONLY
    return (dialect.get(part.letter) or FIELDS[part.letter])(moment, part.width)


def padded(number: int, width: int) -> str:
    return ("-" if number < 0 else "") + str(abs(number)).zfill(width)


def year(moment: datetime, width: int) -> str:
    return f"{moment.year % 100:02d}" if width == 2 else padded(moment.year, width)


def month(moment: datetime, width: int) -> str:
    name = MONTHS[moment.month - 1]
    if width >= 3:
        return name[:1] if width == 5 else name if width > 3 else name[:3]
    return padded(moment.month, width)


def weekday(moment: datetime, width: int) -> str:
    name = DAYS[moment.weekday()]
    return name if width == 4 else name[:1] if width == 5 else name[:3]


def numbered_weekday(moment: datetime, width: int) -> str:
    """From Sunday, as in the United States."""
    return weekday(moment, width) if width > 2 else padded(moment.isoweekday() % 7 + 1, width)


def week_of_year(moment: datetime) -> tuple[int, int]:
    """Year and week; weeks begin on Sunday, and the one with the first of January is the first."""
    sunday_after = moment.date() + timedelta(days=6 - moment.isoweekday() % 7)
    if sunday_after.year > moment.year:
        return sunday_after.year, 1
    before = datetime(moment.year, 1, 1).isoweekday() % 7
    return moment.year, (moment.timetuple().tm_yday - 1 + before) // 7 + 1


def week_year(moment: datetime, width: int) -> str:
    number = week_of_year(moment)[0]
    return f"{number % 100:02d}" if width == 2 else padded(number, width)


def week_of_month(moment: datetime, width: int) -> str:
    before = moment.replace(day=1).isoweekday() % 7
    return padded((moment.day - 1 + before) // 7 + 1, width)


def quarter(moment: datetime, width: int) -> str:
    number = (moment.month - 1) // 3 + 1
    if width < 3:
        return padded(number, width)
    return f"Q{number}" if width == 3 else f"{ORDINALS[number - 1]} quarter"


def fraction(moment: datetime, width: int) -> str:
    """The fraction's first digits."""
    return f"{moment.microsecond:06d}".ljust(width, "0")[:width]


def milliseconds(moment: datetime, width: int) -> str:
    return padded(moment.microsecond // 1000, width)


def milli_of_day(moment: datetime, width: int) -> str:
    seconds = (moment.hour * 60 + moment.minute) * 60 + moment.second
    return padded(seconds * 1000 + moment.microsecond // 1000, width)


FIELDS: dict[str, Callable[[datetime, int], str]] = {
    "G": lambda m, w: "Anno Domini" if w == 4 else "AD",
    "y": year,
    "Y": week_year,
    "M": month,
    "L": month,
    "w": lambda m, w: padded(week_of_year(m)[1], w),
    "W": week_of_month,
    "D": lambda m, w: padded(m.timetuple().tm_yday, w),
    "d": lambda m, w: padded(m.day, w),
    "F": lambda m, w: padded((m.day - 1) // 7 + 1, w),
    "E": weekday,
    "a": lambda m, w: "AM" if m.hour < 12 else "PM",
    "H": lambda m, w: padded(m.hour, w),
    "k": lambda m, w: padded(m.hour or 24, w),
    "K": lambda m, w: padded(m.hour % 12, w),
    "h": lambda m, w: padded(m.hour % 12 or 12, w),
    "m": lambda m, w: padded(m.minute, w),
    "s": lambda m, w: padded(m.second, w),
    "Q": quarter,
    "q": quarter,
    "e": numbered_weekday,
    "c": numbered_weekday,
    "A": milli_of_day,
    "n": lambda m, w: padded(m.microsecond * 1000, w),
    "N": lambda m, w: padded(int(milli_of_day(m, 1)) * 1_000_000 + m.microsecond % 1000 * 1000, w),
}
LEGACY_ONLY: dict[str, Callable[[datetime, int], str]] = {
    "S": milliseconds,
    "u": lambda m, w: padded(m.isoweekday(), w),
    "E": lambda m, w: weekday(m, 4 if w > 3 else 3),
    "M": lambda m, w: month(m, 4 if w > 3 else w),
    "L": lambda m, w: month(m, 4 if w > 3 else w),
}
MODERN_ONLY: dict[str, Callable[[datetime, int], str]] = {
    "S": fraction,
    "u": year,
    "F": lambda m, w: padded((m.day - 1) % 7 + 1, w),
}


def iso_offset(offset: timedelta, width: int) -> str:
    """`+01`, `+0100`, `+01:00`."""
    return (offset_text(offset)[:3], offset_text(offset, colon=False), offset_text(offset))[min(width, 3) - 1]


def offset_of(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta(0)


def zone_text(moment: datetime, width: int, zone: Zone) -> str:
    """The zone's short name, such as CET; for a mere offset that offset."""
    name = moment.tzname() or zone.id
    return zone.id if "/" not in zone.id or name[:1] in "+-" else name


def plain_offset(moment: datetime, width: int, zone: Zone) -> str:
    if width == 4:
        return "GMT" + (offset_text(offset_of(moment)) if offset_of(moment) else "")
    return iso_offset(offset_of(moment), 3) if width == 5 else iso_offset(offset_of(moment), 2)


def localised(offset: timedelta, width: int) -> str:
    """`GMT`, `GMT+1`, or in full `GMT+01:00`."""
    if not offset:
        return "GMT"
    shown = offset_text(offset)
    return "GMT" + (shown if width == 4 else f"{shown[0]}{int(shown[1:3])}{shown[3:].removesuffix(':00')}")


ZONED: dict[str, Callable[[datetime, int, Zone], str]] = {
    "z": zone_text,
    "V": lambda m, w, z: z.id,
    "Z": plain_offset,
    "O": lambda m, w, z: localised(offset_of(m), w),
    "X": lambda m, w, z: iso_offset(offset_of(m), w) if offset_of(m) else "Z",
    "x": lambda m, w, z: iso_offset(offset_of(m), w),
}
