"""Answers of trackers to rules' questions, kept between runs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select

from syncscript.model import Json
from syncscript.store.records.session import Session
from syncscript.store.tables import answer

YOUNG = select(answer.c.answer).where(
    answer.c.instance == bindparam("instance"), answer.c.question == bindparam("question"),
    answer.c.at >= bindparam("not_before"))


class Answers(Session):
    def known_answer(self, instance: str, question: str, not_before: datetime) -> tuple[bool, Json]:
        """(True, answer) when one was kept at or after `not_before`, else (False, None)."""
        row = self._row(YOUNG, instance=instance, question=question, not_before=not_before)
        return (False, None) if row is None else (True, row.answer)

    def keep_answer(self, instance: str, question: str, known: Json, at: datetime) -> None:
        self._put(answer, ("instance", "question"),
                  {"instance": instance, "question": question, "answer": known, "at": at})
