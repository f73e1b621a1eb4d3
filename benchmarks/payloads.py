"""Made-up inputs of a rule, as large as wanted: an issue here, and what the other side sent.

Refuses to know what a rule does with them.
"""

from __future__ import annotations

from typing import Any

PEOPLE = ("Ada", "Grace", "Edsger", "Barbara", "Donald", "Frances")
LABELS = ("internal", "Needs Review", "backend", "Customer Portal", "triage", "performance")


def person(number: int) -> dict[str, Any]:
    name = PEOPLE[number % len(PEOPLE)]
    address = f"{name.lower()}@example.com"
    return {"key": f"account-{name}", "displayName": name, "email": address, "username": name.lower()}


def comment(number: int) -> dict[str, Any]:
    return {
        "id": str(10_000 + number),
        "author": person(number),
        "updateAuthor": person(number),
        "body": f"Remark {number}: it fails when the queue is full.\r\nSee the log of node {number % 7}.",
        "created": "2026-02-03T10:20:30.000+0000",
        "updated": "2026-02-03T10:20:30.000+0000",
        "internal": number % 5 == 0,
        "roleLevel": None,
        "groupLevel": None,
    }


def attachment(number: int) -> dict[str, Any]:
    return {
        "id": str(20_000 + number),
        "filename": f"log-{number}.txt",
        "mimetype": "text/plain",
        "filesize": 1000 + number,
        "created": "2026-02-03T10:20:30.000+0000",
        "author": person(number),
    }


def issue(project: str, comments: int) -> dict[str, Any]:
    """An issue as a tracker reads it."""
    return {
        "id": "10042",
        "key": f"{project}-42",
        "summary": "  The export stops after a thousand rows ",
        "description": "Steps:\n# open the list\n# press *export*\n\nExpected all rows." * 3,
        "environment": None,
        "type": {"id": "1", "name": "Defect"},
        "typeName": "Defect",
        "project": {"id": "1", "key": project, "name": f"The {project} project"},
        "projectKey": project,
        "status": {"id": "3", "name": "In Progress"},
        "priority": {"id": "2", "name": "High"},
        "resolution": {"id": "1", "name": "Fixed"},
        "assignee": person(1),
        "reporter": person(2),
        "creator": person(2),
        "labels": [{"label": label} for label in LABELS],
        "components": [{"id": "1", "name": "Export"}],
        "affectedVersions": [],
        "fixVersions": [{"id": "2", "name": "4.2"}],
        "due": "2026-03-01",
        "created": "2026-02-01T08:00:00.000+0000",
        "updated": "2026-02-03T10:20:30.000+0000",
        "resolutionDate": None,
        "parentId": None,
        "customFields": {
            "Severity": {"id": "customfield_10010", "name": "Severity", "value": {"id": "1", "value": "S1"}},
            "Team": {"id": "customfield_10011", "name": "Team", "value": "Export"},
        },
        "comments": [comment(number) for number in range(comments)],
        "attachments": [attachment(number) for number in range(3)],
    }


def outgoing_inputs(comments: int) -> dict[str, Any]:
    return {"issue": issue("BLUE", comments), "firstSync": False}


def incoming_inputs(comments: int) -> dict[str, Any]:
    """An issue with a tenth of the comments here, and a replica with all of them."""
    return {"issue": issue("GREEN", comments // 10), "replica": issue("BLUE", comments), "firstSync": False}
