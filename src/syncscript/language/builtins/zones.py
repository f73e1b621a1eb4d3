"""Time zones and locales by name: TimeZone, ZoneId, ZoneOffset, Locale.

The data are those of the tzdata package, the same on every machine. A rule's own zone is UTC. Refuses
languages other than English: names of days and months are written in English only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from io import BytesIO
from zoneinfo import ZoneInfo

from syncscript.language.builtins.registry import CONSTANTS, constructor, method, static
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Value

OFFSET = re.compile(r"(?:GMT|UTC|UT)?([+-])(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?")
ABBREVIATED = {
    "UTC": 0, "GMT": 0, "UT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2,
    "EEST": 3, "MSK": 3, "IST": 5.5, "JST": 9, "AST": -4, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "HST": -10,
}  # fmt: skip
"""Hours from UTC of the short names that texts carry."""


@dataclass(frozen=True)
class Zone(Box):
    """A time zone. names as TimeZone and as ZoneId: scripts see one value under both."""

    id: str
    tz: tzinfo
    names = ("TimeZone", "ZoneId", "ZoneOffset", "SimpleTimeZone")

    def text(self) -> str:
        return self.id

    def offset(self, moment: datetime) -> timedelta:
        return moment.astimezone(self.tz).utcoffset() or timedelta(0)


UTC_ZONE = Zone("UTC", UTC)


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    return frozenset(data_of("zones").decode().split())


def data_of(*path: str) -> bytes:
    """A file of the tzdata package."""
    from importlib import resources

    return resources.files("tzdata").joinpath(*path).read_bytes()


@lru_cache(maxsize=200)
def zone_of(name: str) -> Zone | None:
    """The zone of this id, abbreviation or offset; None when there is none."""
    if name in ("UTC", "GMT", "Z", "UT"):
        return Zone(name, UTC)
    offset = OFFSET.fullmatch(name)
    if offset is not None:
        return fixed(name, offset)
    if name in zone_names():
        return Zone(name, ZoneInfo.from_file(BytesIO(data_of("zoneinfo", *name.split("/"))), key=name))
    if name in ABBREVIATED:
        return Zone(name, timezone(timedelta(hours=ABBREVIATED[name])))
    return None


def fixed(name: str, offset: re.Match[str]) -> Zone | None:
    sign, hours, minutes, seconds = offset.groups()
    size = timedelta(hours=int(hours), minutes=int(minutes or 0), seconds=int(seconds or 0))
    if size > timedelta(hours=18):
        return None
    ahead = size if sign == "+" else -size
    return Zone(name if name[0] in "+-" else f"{name[:3]}{offset_text(ahead)}", timezone(ahead))


def offset_text(offset: timedelta, colon: bool = True) -> str:
    """`+01:00`; seconds only where there are any."""
    total = int(offset.total_seconds())
    sign, total = ("-", -total) if total < 0 else ("+", total)
    hours, minutes, seconds = total // 3600, total // 60 % 60, total % 60
    parts = [f"{hours:02d}", f"{minutes:02d}"] + ([f"{seconds:02d}"] if seconds else [])
    return sign + (":" if colon else "").join(parts)


def need_zone(value: Value) -> Zone:
    """A zone value, or the zone of this name. Fault when there is none."""
    if type(value) is Zone:
        return value
    found = zone_of(text(value)) if value is not None else None
    if found is None:
        raise Fault(
            f"There is no time zone {text(value)}.",
            did_you_mean(text(value), zone_names()) or 'write it like "Europe/Brussels" or "UTC"',
            kind="DateTimeException",
            code="R118",
        )
    return found


def offset_zone(offset: timedelta) -> Zone:
    return Zone("Z" if not offset else offset_text(offset), timezone(offset))


@static("TimeZone.getTimeZone")
def get_time_zone(run: Run, name: Value) -> Zone:
    """The zone of this id. An unknown one is a failure, where Java would take GMT in silence.

    >>> TimeZone.getTimeZone("UTC").getID()
    'UTC'
    """
    return need_zone(name)


@static("TimeZone.getDefault")
def default_time_zone(run: Run) -> Zone:
    return UTC_ZONE


@static("ZoneId.systemDefault")
def system_default(run: Run) -> Zone:
    """A rule's own zone is UTC, on whichever machine it runs."""
    return UTC_ZONE


@static("ZoneId.of")
def zone_id_of(run: Run, name: Value) -> Zone:
    """
    >>> ZoneId.of("Europe/Brussels").toString()
    'Europe/Brussels'
    """
    return need_zone(name)


@static("ZoneOffset.of")
def zone_offset_of(run: Run, name: Value) -> Zone:
    return need_zone(name)


@static("ZoneOffset.ofHours")
def zone_offset_of_hours(run: Run, hours: Value) -> Zone:
    """
    >>> ZoneOffset.ofHours(2).toString()
    '+02:00'
    """
    count = numbers.count(hours, "The hours")
    if abs(count) > 18:
        raise Fault("A zone is at most 18 hours from UTC.", kind="DateTimeException", code="R118")
    return offset_zone(timedelta(hours=count))


@method("getID getId ID", Zone)
def zone_name(run: Run, zone: Zone) -> str:
    return zone.id


@method("getTotalSeconds", Zone)
def total_seconds(run: Run, zone: Zone) -> int:
    return int(zone.offset(datetime(2026, 1, 1, tzinfo=UTC)).total_seconds())


@method("getOffset", Zone)
def offset_at(run: Run, zone: Zone, millis: Value) -> int:
    """Milliseconds from UTC at this time.

    >>> TimeZone.getTimeZone("CET").getOffset(0)
    3600000
    """
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=numbers.count(millis, "The time"))
    return int(zone.offset(moment).total_seconds()) * 1000


@method("getRawOffset", Zone)
def raw_offset(run: Run, zone: Zone) -> int:
    """Milliseconds from UTC, without summer time."""
    return int(zone.offset(datetime(2026, 1, 1, tzinfo=UTC)).total_seconds()) * 1000


# ---------------------------------------------------------------------------- locales


@dataclass(frozen=True)
class Locale(Box):
    tag: str
    names = ("Locale",)

    def text(self) -> str:
        return self.tag.replace("-", "_")


LOCALES = {
    "ENGLISH": "en", "US": "en-US", "UK": "en-GB", "CANADA": "en-CA", "ROOT": "", "GERMAN": "de",
    "GERMANY": "de-DE", "FRENCH": "fr", "FRANCE": "fr-FR", "ITALIAN": "it", "JAPAN": "ja-JP",
}  # fmt: skip
CONSTANTS["Locale"] = {name: Locale(tag) for name, tag in LOCALES.items()}
CONSTANTS["ZoneOffset"] = {"UTC": Zone("Z", UTC)}


def refuse_foreign(locale: Value) -> None:
    """Fault for a locale whose words are not English ones."""
    if type(locale) is Locale and locale.tag[:2] not in ("en", ""):
        raise Fault(
            f"Dates are written in English only, not in {locale.tag}.",
            "use a table of your own for names of months and days",
            kind=BAD_ARGUMENT,
            code="R118",
        )


@static("Locale.getDefault")
def default_locale(run: Run) -> Locale:
    return Locale("en-US")


@static("Locale.forLanguageTag")
def for_language_tag(run: Run, tag: Value) -> Locale:
    return Locale(text(tag))


@constructor("Locale")
def new_locale(run: Run, language: Value, country: Value = None) -> Locale:
    """
    >>> new Locale("en", "US").toString()
    'en_US'
    """
    return Locale(text(language) + (f"-{text(country)}" if country else ""))
