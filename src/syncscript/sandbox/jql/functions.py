"""The functions a query may call. Each returns texts that stand in its place: dates, users, keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from syncscript.sandbox.jql.dates import period
from syncscript.sandbox.jql.meaning import Context
from syncscript.sandbox.problems import refused

Function = Callable[[Context, tuple[str, ...]], list[str]]


def _text(instant: datetime) -> str:
    """An instant as milliseconds, which dates are read from without a zone."""
    return str(int(instant.astimezone(UTC).timestamp() * 1000))


def _midnight(context: Context) -> datetime:
    return context.now.astimezone(context.zone).replace(hour=0, minute=0, second=0, microsecond=0)


def _monday(context: Context) -> datetime:
    today = _midnight(context)
    return today - timedelta(days=today.weekday())


def _months_on(first: datetime, months: int) -> datetime:
    years, month = divmod(first.month - 1 + months, 12)
    return first.replace(year=first.year + years, month=month + 1)


def _shift(arguments: tuple[str, ...], unit: timedelta) -> timedelta:
    """The increment in the brackets: `-1d`, or a bare number of the function's own unit."""
    if not arguments:
        return timedelta()
    text = arguments[0].strip()
    if text.lstrip("+-").isdigit():
        return int(text) * unit
    shift = period(text)
    if shift is None:
        raise refused(f"Incorrect period '{text}'.")
    return shift


def _months(arguments: tuple[str, ...]) -> tuple[int, timedelta]:
    """The increment as months, or as a length of time."""
    text = (arguments or ("0",))[0].strip()
    if text.rstrip("M").lstrip("+-").isdigit():
        return int(text.rstrip("M")), timedelta()
    return 0, _shift(arguments, timedelta())


_DAY, _WEEK, _TICK = timedelta(days=1), timedelta(weeks=1), timedelta(milliseconds=1)


def _start_of_day(context: Context, arguments: tuple[str, ...]) -> list[str]:
    return [_text(_midnight(context) + _shift(arguments, _DAY))]


def _end_of_day(context: Context, arguments: tuple[str, ...]) -> list[str]:
    return [_text(_midnight(context) + _DAY - _TICK + _shift(arguments, _DAY))]


def _start_of_week(context: Context, arguments: tuple[str, ...]) -> list[str]:
    return [_text(_monday(context) + _shift(arguments, _WEEK))]


def _end_of_week(context: Context, arguments: tuple[str, ...]) -> list[str]:
    return [_text(_monday(context) + _WEEK - _TICK + _shift(arguments, _WEEK))]


def _start_of_month(context: Context, arguments: tuple[str, ...]) -> list[str]:
    months, shift = _months(arguments)
    return [_text(_months_on(_midnight(context).replace(day=1), months) + shift)]


def _end_of_month(context: Context, arguments: tuple[str, ...]) -> list[str]:
    months, shift = _months(arguments)
    return [_text(_months_on(_midnight(context).replace(day=1), months + 1) - _TICK + shift)]


def _new_year(context: Context, arguments: tuple[str, ...], later: int = 0) -> datetime:
    """The first moment of this year, moved by a number of years, or by a length of time."""
    text = (arguments or ("0",))[0].strip()
    years = int(text.rstrip("y")) if text.rstrip("y").lstrip("+-").isdigit() else None
    first = _midnight(context).replace(month=1, day=1)
    if years is None:
        return first.replace(year=first.year + later) + _shift(arguments, timedelta())
    return first.replace(year=first.year + later + years)


def _start_of_year(context: Context, arguments: tuple[str, ...]) -> list[str]:
    return [_text(_new_year(context, arguments))]


def _end_of_year(context: Context, arguments: tuple[str, ...]) -> list[str]:
    return [_text(_new_year(context, arguments, later=1) - _TICK)]


def _now(context: Context, arguments: tuple[str, ...]) -> list[str]:
    return [_text(context.now)]


def _current_user(context: Context, arguments: tuple[str, ...]) -> list[str]:
    return [context.user.id]


def _linked_issues(context: Context, arguments: tuple[str, ...]) -> list[str]:
    issue = context.world.issue((arguments or ("",))[0])
    if issue is None:
        raise refused(f"Issue '{(arguments or ('',))[0]}' could not be found in function 'linkedIssues'.")
    links = context.world.links_of(issue.id)
    return [link.target if link.source == issue.id else link.source for link in links]


def _types(subtask: bool) -> Function:
    return lambda context, _: [t.id for t in context.world.issue_types.values() if t.subtask is subtask]


def _versions(released: bool) -> Function:
    """Of all projects, or of those in the brackets."""
    def found(context: Context, arguments: tuple[str, ...]) -> list[str]:
        projects = [p for p in context.world.projects.values()
                    if not arguments or {p.key, p.name, p.id} & set(arguments)]
        return [v.id for p in projects for v in p.versions if v.released is released and not v.archived]
    return found


_FUNCTIONS: dict[str, Function] = {
    "now": _now, "currentuser": _current_user, "linkedissues": _linked_issues,
    "startofday": _start_of_day, "endofday": _end_of_day,
    "startofweek": _start_of_week, "endofweek": _end_of_week,
    "startofmonth": _start_of_month, "endofmonth": _end_of_month, "startofyear": _start_of_year,
    "endofyear": _end_of_year, "standardissuetypes": _types(False), "subtaskissuetypes": _types(True),
    "releasedversions": _versions(True), "unreleasedversions": _versions(False),
}


def called(name: str, arguments: tuple[str, ...], context: Context) -> list[str]:
    """What a function call stands for. Refused when there is no such function."""
    function = _FUNCTIONS.get(name.casefold())
    if function is None:
        raise refused(f"Unable to find JQL function '{name}({', '.join(arguments)})'.")
    return function(context, arguments)
