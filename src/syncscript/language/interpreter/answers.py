"""Who answers the questions of a rule: a function, a table of recorded answers, or nobody.

A recorded answer is found although its question is typed with other quotes or blanks. An answer must be plain
data. Refuses to remember what was asked: that is the run's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from syncscript.language.interpreter.faults import AnswerFailed, Unanswered
from syncscript.language.plain_data import problem_of
from syncscript.model import Json, Question

Answers = Callable[[Question], Json] | Mapping[str, Json] | None


def answered(answers: Answers, question: Question) -> Json:
    """The answer; null when nobody is there. Unanswered where a table lacks it; AnswerFailed."""
    if answers is None:
        return None
    if callable(answers):
        return asked(answers, question)
    key = question.key
    if key in answers:
        return plain(answers[key], question)
    found = [k for k in answers if type(k) is str and as_typed(k) == as_typed(key)]
    if not found:
        raise unanswered(key)
    return plain(answers[found[0]], question)


def asked(answers: Callable[[Question], Json], question: Question) -> Json:
    try:
        answer = answers(question)
    except BaseException as error:
        raise AnswerFailed(error) from error
    return plain(answer, question)


def plain(answer: Json, question: Question) -> Json:
    """The answer. Unanswered when it is no plain data."""
    problem = problem_of(answer, question.key)
    if problem:
        raise Unanswered(f"{problem}.", "answer with JSON data, or null", "R602")
    return answer


def as_typed(key: str) -> str:
    """A question's key without what people type differently: the kind of quotes, blanks."""
    return key.replace("'", '"').replace(" ", "")


def unanswered(key: str) -> Unanswered:
    """Says what to add to the answers, as it stands in a JSON file."""
    entry = json.dumps(key, ensure_ascii=False)
    return Unanswered(f"Nobody answers {key}.", f'add to "answers": {entry}: what is found, or null', "R601")
