"""How values lie in a column: datetimes as integers, plain data as compact JSON.

Knows two column types and nothing of any table. Times are whole microseconds since 1970 in UTC,
so that they compare and index as numbers; JSON keeps every text, also what is not valid Unicode.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, Text
from sqlalchemy.types import TypeDecorator

from syncscript.model import Json

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def compact(value: Json) -> str:
    """Plain data as the shortest JSON text; a set becomes a sorted list."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_as_list)
    return text if _is_storable(text) else json.dumps(value, separators=(",", ":"), default=_as_list)


def _as_list(value: object) -> list[Any]:
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} is not plain data and cannot be stored")


def _is_storable(text: str) -> bool:
    """Half a surrogate pair, as broken clients send it, has no UTF-8 form; escaped it is kept."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class Moment(TypeDecorator[datetime]):
    """An aware datetime; comes back in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + value * MICROSECOND


class Plain(TypeDecorator[Any]):
    """Plain data as JSON text. None is the JSON null; use a nullable Text column where SQL NULL is meant."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Json, dialect: Dialect) -> str:
        return compact(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Json:
        return None if value is None else json.loads(value)
