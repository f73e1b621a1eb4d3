"""workLogHelper: worklogs of the other side merged into the issue, and worklogs the rule writes.

Which copies exist already is for the engine to know. Refuses to read a clock: a worklog without a date is
one of the day of the sync.
"""

from __future__ import annotations

import re

from syncscript.language.builtins.comment_helper import field, own_entries
from syncscript.language.builtins.registry import helper
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.transfer import copied_work_log
from syncscript.language.interpreter.values import Closure, Value

SPENT = re.compile(r"\s*(\d{1,6})\s*([wdhm])", re.I)
SECONDS = {"w": 5 * 8 * 3600, "d": 8 * 3600, "h": 3600, "m": 60}
"""A week has five days of work and a day eight hours, as in Jira."""
DAY = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")


def merged(run: Run, issue: Value, replica: Value, closure: Value, only_new: bool) -> list[Value]:
    own = field(issue, "workLogs") if only_new else own_entries(issue, "workLogs")
    theirs = [dict(w) for w in field(replica, "workLogs")]
    if only_new:
        before = {w.get("id") for w in field(run.previous, "workLogs")}
        theirs = [w for w in theirs if w.get("id") not in before]
    run.charge(len(theirs))
    for copy in theirs:
        before_edit = (copy.get("comment"), copy.get("body"))
        if type(closure) is Closure:
            run.invoke(closure, copy)
        if copy.get("body") != before_edit[1] and copy.get("comment") == before_edit[0]:
            copy["comment"] = copy.get("body")
    return [*own, *[copied_work_log(w) for w in theirs]]


@helper("workLogHelper.mergeWorkLogs")
def merge_work_logs(run: Run, issue: Value, replica: Value, closure: Value = None) -> list[Value]:
    """The issue's worklogs and copies of the replica's, each changed by the closure if there is one.

    >>> workLogHelper.mergeWorkLogs([:], [workLogs: [[id: "5", timeSpent: 3600, comment: "a"]]])
    [['remoteId':'5', 'timeSpent':3600, 'comment':'a']]
    """
    return merged(run, issue, replica, closure, only_new=False)


@helper("workLogHelper.mergeNewWorkLogs")
def merge_new_work_logs(run: Run, issue: Value, replica: Value, closure: Value = None) -> list[Value]:
    """As mergeWorkLogs, but what the previous replica had stays as it is: no edit and no removal."""
    return merged(run, issue, replica, closure, only_new=True)


@helper("workLogHelper.addWorkLog")
def add_work_log(run: Run, *arguments: Value) -> list[Value]:
    """addWorkLog(spent such as "1d 2h", day such as "2026/01/31", text, worklogs): the worklogs and one more.

    >>> workLogHelper.addWorkLog("1h 30m", "2026/01/31", "done", [])
    [['timeSpent':5400, 'startDate':'2026-01-31', 'comment':'done']]
    """
    logs = next((list(a) for a in arguments if isinstance(a, list)), [])
    entry: dict[str, Value] = {}
    work(8 * len(arguments))
    for argument in arguments:
        if isinstance(argument, list) or argument is None:
            continue
        name, value = sorted_out(argument, entry)
        entry[name] = value
    if "timeSpent" not in entry:
        raise Fault(
            "A worklog needs the time that was spent.", 'such as "1h 30m"', kind=BAD_ARGUMENT, code="R108"
        )
    return [*logs, entry]


def sorted_out(argument: Value, entry: dict[str, Value]) -> tuple[str, Value]:
    """Which part of a worklog an argument is: seconds, time spent, day, or text."""
    if type(argument) is int:
        return "timeSpent", argument
    shown = text(argument)
    day = DAY.fullmatch(shown.strip())
    if day is not None:
        return "startDate", f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}"
    seconds = seconds_of(shown)
    if seconds is not None and "timeSpent" not in entry:
        return "timeSpent", seconds
    return "comment", shown


def seconds_of(spent: str) -> int | None:
    """`1w 2d 3h 4m` in seconds; None for other texts."""
    if len(spent) > 60 or not spent.strip() or SPENT.sub("", spent).strip():
        return None
    return sum(int(number) * SECONDS[unit.lower()] for number, unit in SPENT.findall(spent))


@helper("workLogHelper.filterLocal")
def filter_local(run: Run, logs: Value) -> list[Value]:
    """Without those that only a group or role may see."""
    return [w for w in logs or [] if not (w.get("roleLevel") or w.get("groupLevel"))]
