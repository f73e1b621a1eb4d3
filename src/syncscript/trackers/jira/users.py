"""The people of one Jira: found by key, e-mail, user name or full name, and remembered.

Users seen in issues answer later questions without a call; a miss is remembered as well. Cloud knows
account ids only, Data Center a key and a user name. Refuses to know fields.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

from syncscript.contracts import NotFound, Rejected
from syncscript.model import Json
from syncscript.trackers.jira.http import Http

User = dict[str, Json]
"""`key`, `displayName`, `email`, `username`, as rules see a user."""

MOST = 50


class Users:
    """Users of one Jira. Safe to use from several threads."""

    def __init__(self, http: Http, cloud: bool) -> None:
        self._http = http
        self.cloud = cloud
        self._lock = threading.Lock()
        self._by_key: dict[str, User] = {}
        self._by_email: dict[str, User] = {}
        self._asked: dict[tuple[str, str], User | None] = {}
        self._myself: User | None = None

    def seen(self, raw: Json) -> User | None:
        """A raw user of Jira's as rules see it; remembered."""
        if not raw:
            return None
        user = self._read(raw)
        with self._lock:
            known = self._by_key.get(str(user["key"]))
            if known is None or known != user:
                self._by_key[str(user["key"])] = {**user, "email": user["email"] or (known or user)["email"]}
            if user["email"]:
                self._by_email[str(user["email"]).casefold()] = user
        return user

    def meant(self, value: Json) -> User | None:
        """The user that a rule's value means, None when there is none here.

        A map is read by `key`, `email`, `username`, in this order. Keys of two Data Centers may be equal by
        chance: a key whose user has another e-mail address means nobody. A text may be a key, an e-mail
        address or (Data Center) a user name.
        """
        if isinstance(value, Mapping):
            key, email, name = (str(value.get(part) or "") for part in ("key", "email", "username"))
        else:
            key, email, name = str(value), str(value) if "@" in str(value) else "", str(value)
        known = self._by_key.get(key)
        if known is not None and _may_be(known, email):
            return known
        found = self.by_email(email) if email else None
        if found is None and key and "@" not in key:
            found = self.by_key(key)
        if found is None and name and not self.cloud:
            found = self.by_username(name)
        return found if found is None or _may_be(found, email) else None

    def by_key(self, key: str) -> User | None:
        parameter = "accountId" if self.cloud else "key"
        return self._by_key.get(key) or self._once("key", key, lambda: self._one({parameter: key}))

    def by_username(self, name: str) -> User | None:
        """None on Cloud, which has no user names."""
        if self.cloud:
            return None
        return self._once("username", name, lambda: self._one({"username": name}))

    def by_email(self, email: str) -> User | None:
        """Cloud finds by e-mail even where it hides it: a single hit without an address counts."""
        known = self._by_email.get(email.casefold())
        return known or self._once("email", email.casefold(), lambda: self._with_email(email))

    def by_full_name(self, name: str) -> User | None:
        """None when several have this name."""
        return self._once("name", name, lambda: self._with_name(name))

    def myself(self) -> User:
        """The account we are."""
        if self._myself is None:
            self._myself = self.seen(self._http.get("/myself")) or {}
        return self._myself

    def body(self, key: str) -> Json:
        """How Jira is told this user. NotFound when a Data Center does not know the key."""
        if self.cloud:
            return {"accountId": key}
        user = self.by_key(key)
        if user is None:
            raise NotFound(f"this Jira knows no user with key {key}")
        return {"name": user["username"]}

    def assignable(self, key: str, project: str) -> bool:
        """Whether this user may be assigned in a project."""
        user = self.by_key(key)
        if user is None:
            return False
        who = {"accountId": key} if self.cloud else {"username": str(user["username"])}
        found = self._http.get("/user/assignable/search", {**who, "project": project, "maxResults": MOST})
        return any(self._read(raw)["key"] == key for raw in found)

    def _once(self, sort: str, wanted: str, find: Callable[[], User | None]) -> User | None:
        key = (sort, wanted)
        if key not in self._asked:
            self._asked[key] = find()
        return self._asked[key]

    def _one(self, params: dict[str, str | int]) -> User | None:
        try:
            return self._active(self._http.get("/user", params))
        except (NotFound, Rejected):
            return None

    def _with_email(self, email: str) -> User | None:
        found = self._search(email)
        for raw in found:
            if str(raw.get("emailAddress", "")).casefold() == email.casefold():
                return self._active(raw)
        hidden = [raw for raw in found if not raw.get("emailAddress")]
        return self._active(hidden[0]) if len(found) == len(hidden) == 1 and self.cloud else None

    def _with_name(self, name: str) -> User | None:
        wanted = name.casefold()
        found = [raw for raw in self._search(name) if str(raw.get("displayName", "")).casefold() == wanted]
        return self._active(found[0]) if len(found) == 1 else None

    def _search(self, text: str) -> list[dict[str, Any]]:
        parameter = "query" if self.cloud else "username"
        found = self._http.get("/user/search", {parameter: text, "maxResults": MOST})
        return [raw for raw in found if isinstance(raw, dict)]

    def _active(self, raw: dict[str, Any]) -> User | None:
        """Nobody can be given work who has left."""
        return self.seen(raw) if raw.get("active", True) else None

    def _read(self, raw: Mapping[str, Any]) -> User:
        key = raw.get("accountId") if self.cloud else raw.get("key") or raw.get("name")
        return {
            "key": str(key or ""), "displayName": raw.get("displayName"), "email": raw.get("emailAddress"),
            "username": None if self.cloud else raw.get("name")}


def _may_be(user: User, email: str) -> bool:
    """Whether nothing speaks against this user having this address."""
    return not email or not user["email"] or str(user["email"]).casefold() == email.casefold()
