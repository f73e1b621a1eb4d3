"""TimeCategory: `use(TimeCategory) { new Date(0) + 2.days }`, and what lies between two dates there.

Months and years depend on the date they are added to; everything else is a fixed time. Refuses all other
categories: a rule calls their methods by name.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import timedelta

from syncscript.language.builtins.dates import DAY, Date, DateShift, made, need_date, rolled
from syncscript.language.builtins.moments import now
from syncscript.language.builtins.registry import attribute, constructor, function, method, static
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Box, ClassName, Closure, Value

UNITS = ("years", "months", "days", "hours", "minutes", "seconds", "millis")
FIXED = {"days": DAY, "hours": 3_600_000, "minutes": 60_000, "seconds": 1000, "millis": 1}


@dataclass(eq=False)
class TimeDuration(DateShift):
    """How many of each unit, as they were written."""

    amounts: dict[str, int]
    names = ("TimeDuration", "Duration", "DatumDependentDuration", "BaseDuration")

    def millis(self) -> int:
        return sum([self.amounts.get(unit, 0) * size for unit, size in FIXED.items()])

    def months(self) -> int:
        return self.amounts.get("years", 0) * 12 + self.amounts.get("months", 0)

    def text(self) -> str:
        parts = [f"{self.amounts[unit]} {unit}" for unit in UNITS[:5] if self.amounts.get(unit)]
        millis = self.amounts.get("seconds", 0) * 1000 + self.amounts.get("millis", 0)
        if self.amounts.get("seconds") or self.amounts.get("millis"):
            sign = "-" if millis < 0 else ""
            parts.append(f"{sign}{abs(millis) // 1000}.{abs(millis) % 1000:03d} seconds")
        return ", ".join(parts) or "0"

    def read(self, run: Run, name: str) -> Value:
        return self.amounts.get(name, 0) if name in UNITS else NotImplemented

    def order(self, other: Value) -> int | None:
        return self.millis() - other.millis() if isinstance(other, TimeDuration) else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TimeDuration) and self.amounts == other.amounts

    def __hash__(self) -> int:
        return hash(self.millis())

    def shifted(self, date: Date, sign: int) -> Date:
        moved = made(type(date), date.millis + sign * self.millis())
        if not self.months():
            return moved
        local = moved.moment()
        months = local.year * 12 + local.month - 1 + sign * self.months()
        year, month = divmod(months, 12)
        day = min(local.day, monthrange(year, month + 1)[1] if 0 < year < 10_000 else 1)
        return made(type(date), rolled(year, month, day, timedelta(milliseconds=moved.millis % DAY)))

    def combined(self, other: Value, sign: int) -> Value:
        if not isinstance(other, TimeDuration):
            return NotImplemented
        units = [unit for unit in UNITS if unit in self.amounts or unit in other.amounts]
        return TimeDuration(
            {unit: self.amounts.get(unit, 0) + sign * other.amounts.get(unit, 0) for unit in units}
        )

    def plus(self, other: Value) -> Value:
        return self.shifted(other, 1) if isinstance(other, Date) else self.combined(other, 1)

    def minus(self, other: Value) -> Value:
        return self.combined(other, -1)


def counted_in(unit: str) -> None:
    """`3.days` and `1.day`."""
    for name in {unit, unit.rstrip("s") if unit != "millis" else "milliseconds"}:

        @attribute(name, int)
        def make(run: Run, value: int) -> TimeDuration:
            if abs(value) > 10**12:
                raise Fault("This time is too long.", kind="IllegalArgumentException", code="R108")
            run.charge(4)
            return TimeDuration({unit: value})


for unit in UNITS:
    counted_in(unit)


@attribute("weeks", int)
@attribute("week", int)
def weeks(run: Run, value: int) -> TimeDuration:
    return TimeDuration({"days": 7 * numbers.count(value, "The number")})


@function("use")
def use(run: Run, category: Value, closure: Value) -> Value:
    """Runs the closure with what TimeCategory brings.

    >>> use(groovy.time.TimeCategory) { (new Date(0) + 2.days).time }
    172800000
    """
    if type(category) is not ClassName or category.name != "TimeCategory" or type(closure) is not Closure:
        raise Fault(
            "Only TimeCategory can be used so.",
            "call the methods of your class by name: Name.method(value)",
            code="R108",
            kind="IllegalArgumentException",
        )
    before, run.timed = run.timed, True
    try:
        return run.invoke(closure)
    finally:
        run.timed = before


@constructor("TimeDuration DatumDependentDuration")
def new_duration(run: Run, *amounts: Value) -> TimeDuration:
    """Of hours, minutes, seconds and milliseconds, with days, or years and months, in front of them.

    >>> new TimeDuration(1, 2, 3, 4).toMilliseconds()
    3723004
    """
    if len(amounts) not in (4, 5, 7):
        message = f"A TimeDuration is made of 4, 5 or 7 numbers, not of {len(amounts)}."
        raise Fault(message, kind="GroovyRuntimeException", code="R104")
    given = [numbers.count(amount, "A part of a duration") for amount in amounts]
    return TimeDuration(dict(zip(UNITS[-len(given) :], given, strict=True)))


@static("TimeCategory.minus")
def between(run: Run, one: Value, other: Value) -> TimeDuration:
    """
    >>> TimeCategory.minus(new Date(90000000), new Date(0)).toString()
    '1 days, 1 hours'
    """
    return time_between(need_date(one), need_date(other))


def time_between(one: Date, other: Date) -> TimeDuration:
    left = one.millis - other.millis
    sign, left = (-1 if left < 0 else 1), abs(left)
    amounts = {}
    for unit, size in FIXED.items():
        amounts[unit], left = sign * (left // size), left % size
    return TimeDuration(amounts)


@method("toMilliseconds", TimeDuration)
def to_milliseconds(run: Run, value: TimeDuration) -> int:
    return value.millis()


@method("getAgo", TimeDuration)
def ago(run: Run, value: TimeDuration) -> Date:
    """The run's time without it; from.now is with it."""
    return value.shifted(Date(now(run)), -1)


class From(Box):
    """`2.days.from`"""

    names = ("From",)

    def __init__(self, span: TimeDuration) -> None:
        self.wait = span


@method("getFrom", TimeDuration)
def from_when(run: Run, value: TimeDuration) -> From:
    return From(value)


@method("getNow", From)
def from_now(run: Run, value: From) -> Date:
    return value.wait.shifted(Date(now(run)), 1)
