"""What issues and replicas are made of, as far as trackers agree: fields, their types, what may be null.

A field that is not here may be anything. Refuses to know custom fields: these are in a schema.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Type:
    """name: text, number, boolean, date, list, map, null, or an object of MODEL; nullable: null may be there
    instead; item: of a list, or the value
    of a map's entries, or of one entry."""

    name: str
    nullable: bool = False
    item: Type | None = None

    def or_null(self) -> Type:
        return self if self.nullable else Type(self.name, True, self.item)

    def surely(self) -> Type:
        return Type(self.name, False, self.item) if self.nullable else self


TEXT, NUMBER, BOOLEAN, DATE = Type("text"), Type("number"), Type("boolean"), Type("date")
LIST, MAP, NULL, CLOSURE = Type("list"), Type("map"), Type("null", True), Type("closure")
USER, COMMENT, ATTACHMENT, WORK_LOG = Type("user"), Type("comment"), Type("attachment"), Type("work log")
NAMED, LABEL, PROJECT, PARENT = Type("named object"), Type("label"), Type("project"), Type("parent")
ISSUE, BAG, KEYS, CUSTOM = Type("issue"), Type("custom fields"), Type("custom keys"), Type("custom field")
ANY = Type("any")


def listed(item: Type) -> Type:
    return Type("list", False, item)


def mapped(value: Type) -> Type:
    return Type("map", False, value)


def entry_of(value: Type) -> Type:
    return Type("entry", False, value)


MODEL: dict[str, dict[str, Type]] = {
    "issue": {
        "key": TEXT,
        "summary": TEXT,
        "description": TEXT.or_null(),
        "environment": TEXT.or_null(),
        "typeName": TEXT,
        "projectKey": TEXT,
        "type": NAMED,
        "status": NAMED,
        "priority": NAMED,
        "resolution": NAMED.or_null(),
        "project": PROJECT,
        "assignee": USER.or_null(),
        "reporter": USER,
        "creator": USER,
        "created": DATE,
        "updated": DATE,
        "due": DATE.or_null(),
        "resolutionDate": DATE.or_null(),
        "parent": PARENT.or_null(),
        "labels": listed(LABEL),
        "components": listed(NAMED),
        "affectedVersions": listed(NAMED),
        "fixVersions": listed(NAMED),
        "comments": listed(COMMENT),
        "addedComments": listed(COMMENT),
        "changedComments": listed(COMMENT),
        "removedComments": listed(COMMENT),
        "attachments": listed(ATTACHMENT),
        "addedAttachments": listed(ATTACHMENT),
        "removedAttachments": listed(ATTACHMENT),
        "workLogs": listed(WORK_LOG),
        "customFields": BAG,
        "customKeys": KEYS,
    },
    "named object": {"name": TEXT},
    "project": {"key": TEXT, "name": TEXT},
    "parent": {"key": TEXT},
    "user": {"displayName": TEXT, "email": TEXT.or_null(), "key": TEXT},
    "label": {"label": TEXT},
    "comment": {"body": TEXT, "author": USER, "updateAuthor": USER, "created": DATE, "updated": DATE},
    "attachment": {"filename": TEXT, "mimetype": TEXT, "author": USER, "created": DATE},
    "work log": {"author": USER, "created": DATE, "startDate": DATE},
    "custom field": {"value": ANY.or_null()},
}
OBJECTS = frozenset(MODEL.keys() - {"issue", "custom field"})
"""What is never equal to a text."""
SHOWN_BY = {
    "named object": "name",
    "project": "key",
    "parent": "key",
    "user": "displayName",
    "label": "label",
    "comment": "body",
    "attachment": "filename",
    "option": "value",
}
"""The property that a person means who writes the object for a text."""
OTHER_NAMES = {
    "user": {"emailAddress": "email", "mail": "email", "accountId": "key", "fullName": "displayName"},
    "label": {"name": "label", "value": "label"},
    "comment": {"text": "body", "content": "body", "message": "body", "comment": "body"},
    "attachment": {"name": "filename", "fileName": "filename", "size": "filesize", "mimeType": "mimetype"},
    "named object": {"value": "name", "label": "name", "displayName": "name"},
    "project": {"projectKey": "key"},
}
"""What properties are called elsewhere, and here."""

USER_FOUND, NAMED_FOUND = USER.or_null(), NAMED.or_null()
FOUND_BY: dict[str, dict[str, Type]] = {
    "nodeHelper": {
        "getUserByEmail": USER_FOUND,
        "getUser": USER_FOUND,
        "getUserByUsername": USER_FOUND,
        "getUserByFullName": USER_FOUND,
        "getIssueType": NAMED_FOUND,
        "getPriority": NAMED_FOUND,
        "getResolution": NAMED_FOUND,
        "getStatus": NAMED_FOUND,
        "getVersion": NAMED_FOUND,
        "getComponent": NAMED_FOUND,
        "getProject": PROJECT.or_null(),
        "getOption": ANY.or_null(),
        "getLocalIssueFromRemoteId": ANY.or_null(),
        "getLocalIssueKeyFromRemoteId": ANY.or_null(),
    },
    "userHelper": {
        "getUserByEmail": USER_FOUND,
        "getByEmail": USER_FOUND,
        "getByKey": USER_FOUND,
        "getByUsername": USER_FOUND,
    },
    "syncHelper": {
        "getLocalIssueKeyFromRemoteId": ANY.or_null(),
        "getLocalIssueFromRemoteId": ANY.or_null(),
        "getTrackerUrl": TEXT,
    },
}
"""What helpers answer."""
