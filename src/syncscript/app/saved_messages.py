"""Messages in a file, one JSON object a line, so that a pull request is replayed where no state is.

People and hosts are replaced when a file is written. Refuses to guess: a line that says something unknown is
a mistake with its place.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import MISSING, fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from syncscript.app.replaying import Replay
from syncscript.app.writing_files import write_file
from syncscript.cases.replaying import KeptMessage, asked_by
from syncscript.cases.splicing import plain
from syncscript.cases.stand_ins import StandIns
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.model import Diagnostic, DiagnosticError, Json, Question, Span, unfit_byte

TYPES: Mapping[str, tuple[type, ...]] = {
    "connection": (str,), "pair": (str,), "keys": (dict,), "source": (str,), "target": (str,),
    "replica": (dict,), "issue": (dict,), "sent_from": (dict, type(None)), "first": (bool,),
    "waiting": (bool,), "answers": (dict, type(None)), "previous": (dict, type(None)),
}  # fmt: skip
NEEDED = tuple(f.name for f in fields(KeptMessage) if f.default is MISSING and f.default_factory is MISSING)


def write_messages(path: Path, replay: Replay, keep: Collection[str]) -> None:
    """The messages that were replayed, each with the answers that its rules ask for with stand-ins."""
    stand_ins = StandIns(frozenset(keep))
    messages = [result.message for result in replay.results if not result.anew]
    anew = {id(result.message) for result in replay.results if result.anew}
    stand_ins.learn([plain(replay.given.answers), *(message.as_data() for message in messages)])
    lines = (saved(message, replay, stand_ins, id(message) in anew) for message in messages)
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    write_file(path, text.encode())


def saved(message: KeptMessage, replay: Replay, stand_ins: StandIns, anew: bool) -> dict[str, Any]:
    replaced = KeptMessage(**stand_ins.replaced(message.as_data()))
    given = {**replay.given.answers, **(message.answers or {})}
    known = {
        side: {stand_ins.text(key): told for key, told in found.items()} for side, found in given.items()
    }
    needed: dict[str, dict[str, Json]] = {}

    def ask(side: str, question: Question) -> Json:
        """What a rule itself names is asked for as it stands there."""
        found = {**given.get(side, {}), **known.get(side, {})}
        if question.key not in found:
            return None
        answer = stand_ins.replaced(plain(found[question.key]))
        needed.setdefault(side, {})[question.key] = answer
        return answer

    for one in (replaced, replaced.as_first) if anew else (replaced,):
        asked_by(one, replay.versions[message.connection], lambda side: partial(ask, side))
    return replace(replaced, answers=needed).as_data()


def read_messages(path: Path) -> list[KeptMessage]:
    """DiagnosticError K161 with all lines that are no message."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        span, help = unfit_byte(str(path), error), "name a file that --save wrote"
        raise DiagnosticError(Diagnostic("K161", f"{path} is no text in UTF-8", span, help)) from error
    except OSError as error:
        told = Diagnostic("K161", f"{path} cannot be read: {error.strerror}", None, "correct --messages")
        raise DiagnosticError(told) from error
    mistakes: list[Diagnostic] = []
    found: list[KeptMessage] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        problem, help, data = read_line(line)
        if problem:
            span = Span(str(path), number, 1, number, 2)
            mistakes.append(Diagnostic("K161", problem, span, help))
        else:
            found.append(KeptMessage(**data))
    if mistakes:
        raise DiagnosticError(*mistakes)
    return found


def read_line(line: str) -> tuple[str, str, dict[str, Any]]:
    """What is wrong with a line, the next act, and what it says."""
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        return f"this is no JSON: {error.msg} at column {error.colno}", "write messages with --save", {}
    if not isinstance(data, dict):
        return "this is no message", "write messages with --save", {}
    for name, value in data.items():
        if name not in TYPES:
            return f"a message has no key {name}", did_you_mean(name, TYPES), {}
        if type(value) not in TYPES[name]:
            return f"{name} is of another type", "look at what --save writes", {}
    missing = [name for name in NEEDED if name not in data]
    if missing:
        return f"this message has no {missing[0]}", "look at what --save writes", {}
    return "", "", data
