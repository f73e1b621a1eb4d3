"""Creates that the tracker will refuse: told by the plan, in the words of the run, before any write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from syncscript.model import Diagnostic
from syncscript.sandbox import Fault, SandboxServer
from tests.sync.joined import Joined, joined, scripts

OUTGOING = "replica.summary = issue.summary\nreplica.priority = issue.priority\n"
FINE = 'issue.projectKey = "{project}"\nissue.typeName = "Task"\nissue.summary = replica.summary\n'
SEVERITY = "customfield_10015"


def demand_severity(server: SandboxServer) -> None:
    known = server.state.world.fields
    known[SEVERITY] = replace(known[SEVERITY], required=True)


def nothing(server: SandboxServer) -> None:
    """A project as it comes."""


def forbid(server: SandboxServer) -> None:
    server.add_fault(Fault("status", path="createmeta", code=403, times=None))


CHOICES = {
    "an option": ('customFields."Severity".value = "Mayor"', "no option 'Mayor'", "did you mean Major"),
    "one of several": ('customFields."Platforms".value = ["Linux", "Amiga"]', "no option 'Amiga'", "Windows"),
    "below an option": (
        'customFields."Region".value = [value: "Europe", child: [value: "East"]]',
        "no option 'Europe / East'",
        "Europe / North",
    ),
    "a priority": ('priority = "Hihg"', "no priority named 'Hihg'", "did you mean High"),
    "a component": ('components = ["Importer"]', "no component named 'Importer'", "there are: none"),
    "a version": ('fixVersions = ["1.0"]', "no version named '1.0'", "there are: none"),
}
CASES = {
    "unknown type": (FINE.replace("Task", "Tsak"), nothing, ["no issue type 'Tsak'"], 2, "did you mean Task"),
    "unknown project": (
        FINE.replace("{project}", "NOWHERE"), nothing, ["no project 'NOWHERE'"], 2, "project's key"
    ),
    "no summary": (
        FINE.replace("issue.summary = replica.summary", ""), nothing, ["demands Summary"], 2, "issue.summary"
    ),
    "a required field": (FINE, demand_severity, ["demands Severity"], 2, 'customFields."Severity"'),
    "no permission": (FINE, forbid, ["may not create issues in GREEN"], 2, "permission"),
    **{name: (f"{FINE}issue.{line}", nothing, [told], 4, act) for name, (line, told, act) in CHOICES.items()},
    "several": (
        FINE + 'issue.priority = "Hihg"\nissue.due_date = "2026-01-31"', demand_severity,
        ["no priority", "due_date", "demands Severity"], 4, "",
    ),
}  # fmt: skip


@pytest.fixture(params=["cloud", "dc"])
def join(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Joined]:
    def joining(incoming: str) -> Joined:
        context = joined(tmp_path, scripts(OUTGOING, incoming), faces=("cloud", request.param))
        two = context.__enter__()
        request.addfinalizer(lambda: context.__exit__(None, None, None))
        return two

    return joining


@pytest.mark.parametrize("case", CASES)
def test_the_plan_refuses_in_the_words_of_the_run(join: Callable[[str], Joined], case: str) -> None:
    incoming, prepare, words, line, act = CASES[case]
    two = join(incoming)
    prepare(two.green)
    two.at_blue.create("BLUE", "Badge reader")
    before = two.writes()
    planned = told(two.plan().standing[0].diagnostic)
    assert two.plan().is_empty
    assert told(two.run_anyhow().failed[0].diagnostic) == planned
    assert two.writes() == before
    assert all(word in planned[0] for word in words)
    assert planned[1] == f"GreenJira.incoming.sync:{line}"
    assert act in planned[2]


def told(diagnostic: Diagnostic) -> tuple[str, str, str]:
    assert diagnostic.span is not None
    return diagnostic.message, f"{diagnostic.span.file}:{diagnostic.span.line}", diagnostic.help


def test_metadata_is_read_once_for_many_issues_and_runs(join: Callable[[str], Joined]) -> None:
    two = join(FINE + 'issue.customFields."Severity".value = "major"')
    for number in range(3):
        two.at_blue.create("BLUE", f"Badge reader {number}")
    two.run()
    two.at_blue.create("BLUE", "Badge reader 4")
    two.run()
    assert [r.kind for r in two.green.requests if "createmeta" in r.path] == ["read", "read"]
    green = two.at_green.fields("GREEN-1")
    assert green[SEVERITY]["value"] == "Major", "in Jira's own spelling"


def test_what_was_mended_in_the_tracker_is_seen_at_once(join: Callable[[str], Joined]) -> None:
    two = join(FINE)
    demand_severity(two.green)
    two.at_blue.create("BLUE", "Badge reader")
    assert two.run_anyhow().failed
    two.green.state.world.fields[SEVERITY] = replace(two.green.state.world.fields[SEVERITY], required=False)
    two.at_blue.create("BLUE", "Another")
    with two.store.transaction() as records:
        (pair,) = records.troubled(two.connection.name)
        records.put_pair(replace(pair, state="active", problem=None))
    assert two.run().writes["create"] == 2


def test_a_jira_that_tells_no_form_decides_by_itself(join: Callable[[str], Joined]) -> None:
    two = join(FINE)
    two.green.add_fault(Fault("status", path="createmeta", code=404, times=None))
    two.at_blue.create("BLUE", "Badge reader")
    assert two.run().writes["create"] == 1


def test_an_option_is_checked_when_an_issue_is_changed(join: Callable[[str], Joined]) -> None:
    two = join(FINE + 'if (!firstSync) { issue.customFields."Severity".value = replica.summary }')
    key = two.at_blue.create("BLUE", "Badge reader")
    two.run()
    two.at_blue.edit(key, summary="minor")
    two.run()
    assert two.at_green.fields("GREEN-1")[SEVERITY]["value"] == "Minor"
    two.at_blue.edit(key, summary="Tiny")
    before = two.writes()
    assert "no option 'Tiny'" in two.run_anyhow().failed[0].diagnostic.message
    assert two.writes() == before


def test_looked_up_options_are_those_there_are(join: Callable[[str], Joined]) -> None:
    two = join(
        FINE
        + 'issue.customFields."Severity".value = nodeHelper.getOption(issue, "Severity", replica.summary)\n'
        + 'issue.description = nodeHelper.getOptions(issue, "Platforms").collect { it.value }.join(" ")'
    )
    for summary in ("minor", "Tiny"):
        two.at_blue.create("BLUE", summary)
    two.run()
    assert two.at_green.fields("GREEN-1")[SEVERITY]["value"] == "Minor"
    assert two.at_green.fields("GREEN-2")[SEVERITY] is None
    assert two.at_green.fields("GREEN-2")["description"] == "Linux macOS Windows"
