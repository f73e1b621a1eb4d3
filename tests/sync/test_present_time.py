"""`new Date()` in a sync is when the message was made, so that every try of a message says the same."""

from __future__ import annotations

from pathlib import Path

from tests.sync.joined import joined, scripts

OUTGOING = """
replica.summary = issue.summary
replica.customKeys.created = issue.created.format("yyyy")
replica.customKeys.link = issueUrl
"""
INCOMING = """
issue.projectKey = "{project}"
issue.typeName = "Task"
issue.summary = replica.summary
issue.description = "${new Date().format('yyyy') >= replica.customKeys.created} ${replica.customKeys.link}"
"""


def test_incoming_rules_have_a_present(tmp_path: Path) -> None:
    with joined(tmp_path, scripts(OUTGOING, INCOMING)) as pair:
        key = pair.at_blue.create("BLUE", "one")
        pair.settle()
        told = str(pair.at_green.fields(pair.twin(key))["description"])
        assert told.startswith("true http") and told.endswith(f"/browse/{key}")


def test_outgoing_rules_have_none(tmp_path: Path) -> None:
    outgoing = "replica.summary = issue.summary\nreplica.sent = new Date()"
    with joined(tmp_path, scripts(outgoing, INCOMING)) as pair:
        pair.at_blue.create("BLUE", "one")
        assert [failed.diagnostic.code for failed in pair.run_anyhow().failed] == ["R117"]
