"""Kinds that hold persons: assignee, reporter, user pickers."""

from __future__ import annotations

from collections.abc import Mapping

from syncscript.model import Canonical, Json
from syncscript.trackers.jira.kinds.kind import CannotHold, Kind, Seat, Site, Writing, entries


class Person(Kind):
    """One user; compared by account id (Cloud) or user key (Data Center)."""

    def shown(self, raw: Json, site: Site) -> Json:
        return site.users.seen(raw)

    def canonical(self, shown: Json) -> Canonical:
        return str(shown["key"]) if shown else None

    def settled(self, value: Json, seat: Seat) -> Json:
        return local_user(value, seat)

    def body(self, shown: Json, writing: Writing) -> Json:
        return writing.site.users.body(str(shown["key"])) if shown else None


class People(Kind):
    """Several users."""

    multiple = True

    def shown(self, raw: Json, site: Site) -> Json:
        return [site.users.seen(user) for user in raw or ()]

    def canonical(self, shown: Json) -> Canonical:
        return frozenset(str(user["key"]) for user in shown or ())

    def settled(self, value: Json, seat: Seat) -> Json:
        users = [local_user(entry, seat) for entry in entries(value)]
        return list({user["key"]: user for user in users}.values())

    def body(self, shown: Json, writing: Writing) -> Json:
        return [writing.site.users.body(str(user["key"])) for user in shown or ()]

    def element(self, text: str, site: Site) -> Json:
        return site.users.body(text)


def local_user(value: Json, seat: Seat) -> dict[str, Json]:
    """The user of this Jira that a rule means: by key if it is one of ours, else by e-mail, else by name."""
    found = seat.site.users.meant(value)
    if found is not None:
        return found
    told = value.get("email") or value.get("displayName") if isinstance(value, Mapping) else value
    raise CannotHold(f"this Jira knows no user {told}: {seat.field} stays as it is",
                     help="map the user in the rule, or add the account to this Jira", leaves=True)
