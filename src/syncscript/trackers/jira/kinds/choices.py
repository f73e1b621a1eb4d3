"""Kinds whose values are picked from a list: priorities, components, versions, select options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from syncscript.model import Canonical, Json
from syncscript.trackers.jira.kinds.kind import CannotHold, Kind, Seat, Site, Writing, entries, plain_text

Thing = dict[str, Any]
BETWEEN = " / "
"""Stands between the two steps of a cascading choice where it is compared."""


class Named(Kind):
    """One thing with an id and a name; `sort` is the list it is picked from."""

    def __init__(self, sort: str) -> None:
        self.sort = sort

    def shown(self, raw: Json, site: Site) -> Json:
        return {"id": str(raw.get("id", "")), "name": raw["name"]} if raw else None

    def canonical(self, shown: Json) -> Canonical:
        return str(shown["name"]) if shown else None

    def settled(self, value: Json, seat: Seat) -> Json:
        return picked(self.sort, plain_text(_named(value)), seat)

    def body(self, shown: Json, writing: Writing) -> Json:
        return {"name": shown["name"]} if shown else None


class NamedSet(Kind):
    """Several things with names: components, versions."""

    multiple = True

    def __init__(self, sort: str) -> None:
        self.sort = sort

    def shown(self, raw: Json, site: Site) -> Json:
        return [{"id": str(thing.get("id", "")), "name": thing["name"]} for thing in raw or ()]

    def canonical(self, shown: Json) -> Canonical:
        return frozenset(str(thing["name"]) for thing in shown or ())

    def settled(self, value: Json, seat: Seat) -> Json:
        things = [picked(self.sort, plain_text(_named(entry)), seat) for entry in entries(value)]
        return list({thing["name"]: thing for thing in things}.values())

    def body(self, shown: Json, writing: Writing) -> Json:
        return [{"name": thing["name"]} for thing in shown or ()]

    def element(self, text: str, site: Site) -> Json:
        return {"name": text}


class Choice(Kind):
    """One option of a select field."""

    closed = True

    def shown(self, raw: Json, site: Site) -> Json:
        return _option(raw)

    def canonical(self, shown: Json) -> Canonical:
        return str(shown["value"]) if shown else None

    def settled(self, value: Json, seat: Seat) -> Json:
        text = plain_text(_valued(value)).strip()
        return {"value": chosen(text, seat)} if text else None

    def body(self, shown: Json, writing: Writing) -> Json:
        return {"value": shown["value"]} if shown else None


class Choices(Kind):
    """Several options of a multi-select field."""

    closed = True
    multiple = True

    def shown(self, raw: Json, site: Site) -> Json:
        return [_option(option) for option in raw or ()]

    def canonical(self, shown: Json) -> Canonical:
        return frozenset(str(option["value"]) for option in shown or ())

    def settled(self, value: Json, seat: Seat) -> Json:
        texts = [plain_text(_valued(entry)).strip() for entry in entries(value)]
        return [{"value": text} for text in dict.fromkeys(chosen(text, seat) for text in texts if text)]

    def body(self, shown: Json, writing: Writing) -> Json:
        return [{"value": option["value"]} for option in shown or ()]

    def element(self, text: str, site: Site) -> Json:
        return {"value": text}


class Cascade(Kind):
    """An option and an option below it; rules see `{"value": "Europe", "child": {"value": "North"}}`."""

    closed = True

    def shown(self, raw: Json, site: Site) -> Json:
        if not raw:
            return None
        child = {"child": _option(raw["child"])} if raw.get("child") else {}
        return {**_option(raw), **child}

    def canonical(self, shown: Json) -> Canonical:
        if not shown:
            return None
        return BETWEEN.join(str(step["value"]) for step in (shown, shown.get("child")) if step)

    def settled(self, value: Json, seat: Seat) -> Json:
        texts = [plain_text(_valued(step)).strip() for step in _steps(value) if step]
        if not texts:
            return None
        upper = chosen(texts[0], seat)
        if len(texts) == 1:
            return {"value": upper}
        whole = chosen(f"{upper}{BETWEEN}{texts[1]}", seat)
        return {"value": upper, "child": {"value": whole.removeprefix(upper + BETWEEN)}}

    def body(self, shown: Json, writing: Writing) -> Json:
        if not shown:
            return None
        child = {"child": {"value": shown["child"]["value"]}} if shown.get("child") else {}
        return {"value": shown["value"], **child}


def picked(sort: str, name: str, seat: Seat) -> Thing:
    """The thing of this name in Jira's own spelling. CannotHold with what there is when there is none."""
    found = seat.site.names.find(sort, name, seat.project)
    if (sort, name.strip()) in seat.made:
        return found or {"id": "", "name": name.strip()}
    offered = seat.offered()
    if found is not None and (offered is None or found["name"] in offered):
        return found
    if found is not None:
        raise CannotHold(f"{found['name']!r} cannot be chosen as {sort} of such an issue in {seat.project}",
                         help=_choice_of(name, offered or ()))
    known = offered or [thing["name"] for thing in seat.site.names.all(sort, seat.project)]
    raise CannotHold(f"this Jira has no {sort} named {name[:80]!r}", help=_choice_of(name, known))


def chosen(text: str, seat: Seat) -> str:
    """The option in Jira's own spelling; as it is where Jira does not tell the options."""
    offered = seat.offered()
    if offered is None or text in offered:
        return text
    spelt = next((option for option in offered if option.casefold() == text.casefold()), None)
    if spelt is None:
        raise CannotHold(f"{seat.field} has no option {text[:80]!r}", help=_choice_of(text, offered))
    return spelt


def _choice_of(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]}? " if near else ""
    return f"{hint}there are: {', '.join(known[:20]) or 'none'}"


def _steps(value: Json) -> list[Json]:
    if isinstance(value, Mapping):
        return [value.get("parent") or value, value.get("child")]
    return entries(value) if isinstance(value, list) else list(plain_text(value).split(BETWEEN, 1))


def _named(value: Json) -> Json:
    """A thing's name before anything else in it; the ids of the other side mean nothing here."""
    return value["name"] if isinstance(value, Mapping) and value.get("name") else value


def _valued(value: Json) -> Json:
    return value["value"] if isinstance(value, Mapping) and value.get("value") else value


def _option(raw: Json) -> Json:
    if raw is None:
        return None
    return {"id": str(raw["id"]), "value": raw["value"]} if raw.get("id") else {"value": raw["value"]}
