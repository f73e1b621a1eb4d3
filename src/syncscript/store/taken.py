"""What was taken over from another sync, to rows and back.

Raw entries are kept as they are, with their unknown keys and the order of them. What is as usual is left out,
for there may be 100,000 of them. Knows no SQL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from syncscript.contracts import Adopted, Link, TakenSide, Takeover
from syncscript.model import Json

NUMBERS = ("sent", "received", "ahead")
TIMES = ("first_sync", "last_outgoing", "last_seen", "last_incoming", "known_until", "quiet_until")
APART = "issues apart"
LEFT_OUT = ("owed", "withheld")
"""Of an adopted side; states from before the second was kept lack it."""


def links_as_data(links: Sequence[Link]) -> Json:
    return [[link.kind, link.side, link.source_id, link.copy_id] for link in links]


def links_from_data(data: Sequence[Sequence[str]]) -> tuple[Link, ...]:
    return tuple(Link(*link) for link in data)


def side_as_data(side: TakenSide) -> dict[str, Json]:
    data: dict[str, Json] = {"key": side.key, "entry": side.entry, "position": side.position}
    data |= {name: value for name in NUMBERS if (value := getattr(side, name))}
    data |= {name: value for name in TIMES if (value := getattr(side, name)) is not None}
    if side.ignores_incoming:
        data["ignores_incoming"] = True
    if side.alone:
        data["alone"] = [list(one) for one in side.alone]
    return data


def side_from_data(data: Mapping[str, Any]) -> TakenSide:
    """An unknown key is one of a row's own, not of the side."""
    plain = {name: data[name] for name in (*NUMBERS, *TIMES) if name in data}
    alone = tuple((kind, one) for kind, one in data.get("alone", ()))
    return TakenSide(data["key"], data["entry"], data["position"], **plain,
                     ignores_incoming=data.get("ignores_incoming", False), alone=alone)


def about_as_data(takeover: Takeover) -> Json:
    """What a takeover remembers besides; the issues apart stand in it under a name of their own."""
    apart = {side: list(keys) for side, keys in takeover.apart.items() if keys}
    return {**takeover.about, **({APART: apart} if apart else {})}


def takeover_from_data(connection: str, first: str, at: datetime, data: Mapping[str, Any]) -> Takeover:
    about = {name: value for name, value in data.items() if name != APART}
    apart = {side: tuple(keys) for side, keys in data.get(APART, {}).items()}
    return Takeover(connection, first, at, about, apart)


def adopted_as_data(adopted: Adopted | None) -> Json:
    if adopted is None:
        return None
    return {
        "until": adopted.until.isoformat(), "owed": sorted(adopted.owed),
        "withheld": sorted(adopted.withheld), "deaf": adopted.deaf,
    }  # fmt: skip


def adopted_from_data(data: Json) -> Adopted | None:
    if data is None:
        return None
    owed, withheld = (frozenset((kind, one) for kind, one in data.get(name, ())) for name in LEFT_OUT)
    return Adopted(datetime.fromisoformat(data["until"]), owed, withheld, data["deaf"])
