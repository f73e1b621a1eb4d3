"""httpClient in a sync: a rule reads the tracker where its side lists it, and nothing where it does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.sync.joined import Joined, joined, scripts

OUTGOING = "replica.summary = issue.summary"
INCOMING = """
issue.projectKey = "{project}"
issue.typeName = "Task"
def me = httpClient.get("PATH")
issue.summary = "${replica.summary} for ${me?.displayName ? 'somebody' : 'nobody'}"
"""


def listing(pair: Joined, *hosts: str) -> Joined:
    left, right = (replace(side, hosts=hosts) for side in pair.connection.sides)
    return replace(pair, connection=replace(pair.connection, sides=(left, right)))


@pytest.mark.parametrize(
    ("path", "whom"), [("/rest/api/2/myself", "somebody"), ("/rest/api/2/nothing", "nobody")]
)
def test_a_rule_reads_the_tracker_where_its_side_lists_it(tmp_path: Path, path: str, whom: str) -> None:
    with joined(tmp_path, scripts(OUTGOING, INCOMING.replace("PATH", path))) as pair:
        key = pair.at_blue.create("BLUE", "one")
        listing(pair, "tracker").run()
        assert pair.at_green.fields(pair.twin(key))["summary"] == f"one for {whom}"


@pytest.mark.parametrize(
    ("path", "hosts", "code"),
    [
        ("/rest/api/2/myself", (), "R160"),
        ("/secure/attachment/1/a.txt", ("tracker",), "T400"),
        ("/rest/%2e%2e/secure/x", ("tracker",), "T400"),
        ("https://api.example.com/x", ("tracker",), "R160"),
    ],
)
def test_and_nothing_else(tmp_path: Path, path: str, hosts: tuple[str, ...], code: str) -> None:
    with joined(tmp_path, scripts(OUTGOING, INCOMING.replace("PATH", path))) as pair:
        pair.at_blue.create("BLUE", "one")
        summary = listing(pair, *hosts).run_anyhow()
        assert [failed.diagnostic.code for failed in summary.failed] == [code]
        assert not pair.at_green.keys("GREEN")


WRITING = """
issue.projectKey = "{project}"
issue.typeName = "Task"
issue.summary = replica.summary
if (!firstSync) httpClient.post("/rest/api/2/issue/${issue.key}/comment", [body: "now ${replica.summary}"])
"""


def test_a_rule_writes_to_the_tracker_once(tmp_path: Path) -> None:
    with joined(tmp_path, scripts(OUTGOING, WRITING)) as pair:
        listed = listing(pair, "tracker")
        key = listed.at_blue.create("BLUE", "one")
        listed.settle()
        listed.at_blue.edit(key, summary="two")
        assert [o.kind for p in listed.plan().pairs for o in p.operations] == ["update", "http"]
        listed.settle()
        assert listed.at_green.comments(listed.twin(key)) == ["now two"]
        listed.assert_quiet()
