"""What the tests of writing share: a Jira that is ready for writes, and one document."""

from __future__ import annotations

from typing import Any

from syncscript.model import IssueRef, Operation, Provenance, Receipt, Settled, Sources, Written
from tests.trackers.fake_jira import FakeJira, Reply, raw_user

HERE = Provenance("green.incoming.sync", 7)
REF = IssueRef("10001", "BLUE-1")
NOTHING = Sources()
MARKER = "0123456789abcdef01234567"
DOCUMENT = {
    "type": "doc",
    "version": 1,
    "content": [
        {
            "type": "panel",
            "attrs": {"panelType": "note"},
            "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Look out"}]}],
        }
    ],
}


def settled(jira: FakeJira, **values: Any) -> dict[str, Settled]:
    written = {
        name.replace("cf_", "customFields.").replace("__", " "): Written(v, HERE)
        for name, v in values.items()
    }
    settlement = jira.tracker.settle(written, None, "BLUE")
    assert not settlement.problems
    return dict(settlement.fields)


def apply(jira: FakeJira, operation: Operation, sources: Sources = NOTHING, **more: Any) -> Receipt:
    return jira.tracker.apply(REF, operation, MARKER, sources, **more)


def ready(deployment: str = "cloud", **settings: Any) -> FakeJira:
    jira = FakeJira(deployment, **settings)
    jira.on("GET /priority", [{"id": "2", "name": "High"}])
    jira.on("GET /project/BLUE/components", [{"id": "7", "name": "Importer"}])
    jira.on("GET /user/search", [raw_user(1, deployment == "cloud")])
    return jira.on("POST /issue", Reply({"id": "10001", "key": "BLUE-1"}, 201))
