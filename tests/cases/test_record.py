"""`syncscript record`: a case about a real issue passes as it is, names nobody, and touches nothing."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from syncscript.cases.stand_ins import KINDS
from syncscript.cli.group import syncscript
from tests.cases.conftest import Site


def case_in(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))["cases"][0]


def assert_passes(path: str) -> None:
    run = CliRunner().invoke(syncscript, ["test", path])
    assert run.exit_code == 0, run.output
    assert "1 case, 1 passed" in run.output


def test_an_issue_that_has_no_twin_yet(site: Site) -> None:
    key = site.blue.create("BLUE", "sync@example.invalid wrote", description="see https://wiki.corp.example.org/x")
    made = site.type("record", key)
    assert made.exit_code == 0, made.output
    path = site.root / "tests" / f"{key.lower()}.test.yaml"
    case = case_in(path)
    assert case["expect"]["fields"]["projectKey"] == "GREEN"
    assert "other" not in case["given"]
    text = path.read_text(encoding="utf-8")
    assert "corp.example.org" not in text
    assert text.count("sync@example.invalid") == 1, "only in the question, as the rule itself asks it"
    assert_passes(str(path))
    assert not (site.root / ".syncscript").exists(), "no state is made"


def test_an_issue_and_its_twin(site: Site) -> None:
    key = site.blue.create("BLUE", "one", labels=["sync"])
    site.blue.comment(key, "a comment")
    site.synced()
    site.blue.edit(key, summary="two")
    assert site.type("record", key, "--out", "a.test.yaml").exit_code == 0
    case = case_in(Path("a.test.yaml"))
    assert case["given"]["previous"]["summary"] == "one"
    assert case["expect"]["fields"]["summary"] == "two"
    given = case["given"]
    assert given["other"]["comments"][0]["remoteId"] == given["issue"]["comments"][0]["id"]
    assert_passes("a.test.yaml")


def test_one_rule_alone(site: Site) -> None:
    with (site.root / "rules" / "blue.outgoing.sync").open("a", encoding="utf-8") as rule:
        rule.write("\nreplica.customKeys.from = issueKey.urn\nreplica.customKeys.first = firstSync\n")
    key = site.blue.create("BLUE", "one", labels=["sync"], description="mail a.person@corp.example.org")
    assert site.type("record", key, "--rule", "outgoing").exit_code == 0
    path = Path("tests/blue-1.outgoing.test.yaml")
    text = path.read_text(encoding="utf-8")
    assert "rule: ../rules/blue.outgoing.sync" in text and "corp.example" not in text
    case = case_in(path)
    assert case["expect"]["replica"]["customKeys"] == {"from": "BLUE-1", "first": True}
    assert_passes(str(path))
    refused = site.type("record", key, "--rule", "incoming")
    assert refused.exit_code == 2 and "K155" in refused.output
    site.synced()
    site.blue.edit(key, summary="two")
    assert site.type("record", "GREEN-1", "--rule", "incoming", "--out", "a.test.yaml").exit_code == 0
    case = case_in(Path("a.test.yaml"))
    assert case["given"]["issue"]["summary"] == "one" and case["given"]["previous"]["summary"] == "one"
    assert case["expect"]["fields"]["summary"] == "two"
    assert_passes("a.test.yaml")
    printed = site.type("record", key, "--rule", "outgoing", "--out", "-").stdout
    assert "rule: rules/blue.outgoing.sync" in printed


def test_one_rule_of_a_mapping_file(site: Site) -> None:
    settings = site.root / "syncscript.toml"
    text = re.sub(r'(?m)^(outgoing|incoming) = .*\n', "", settings.read_text(encoding="utf-8"))
    mapped = '[connections.blue-green]\nmapping = "rules/both.mapping.sync"\n\n[connections.blue-green.left]'
    settings.write_text(text.replace("[connections.blue-green.left]", mapped, 1), encoding="utf-8")
    rule = "BlueJira.issue.summary <-> GreenJira.issue.summary\n"
    site.rule("both.mapping").write_text(rule, encoding="utf-8")
    key = site.blue.create("BLUE", "one", labels=["sync"])
    site.synced()
    for issue, kind in ((key, "outgoing"), ("GREEN-1", "incoming"), ("GREEN-1", "outgoing")):
        assert site.type("record", issue, "--rule", kind).exit_code == 0
        path = f"tests/{issue.lower()}.{kind}.test.yaml"
        assert case_in(Path(path))["kind"] == kind
        assert_passes(path)


def test_from_the_other_side_on_standard_output(site: Site) -> None:
    key = site.green.create("GREEN", "made there")
    made = site.type("record", key, "--out", "-", "--keep", "all")
    assert made.exit_code == 0, made.output
    case = yaml.safe_load(made.stdout)["cases"][0]
    assert case["from"] == "GreenJira"
    assert "@example.invalid" in made.stdout
    assert not (site.root / "tests").exists()


def test_what_cannot_be_recorded(site: Site) -> None:
    for arguments, code in (
        (["nonsense"], "K152"), (["RED-1"], "K153"), (["BLUE-99"], "K154"),
        (["BLUE-1", "--side", "RedJira"], "K153"),
    ):  # fmt: skip
        made = site.type("record", *arguments)
        assert made.exit_code == 2 and code in made.output, made.output
    key = site.blue.create("BLUE", "one")
    assert site.type("record", key).exit_code == 0
    made = site.type("record", key)
    assert made.exit_code == 2 and "K150" in made.output
    assert site.type("record", key, "--force").exit_code == 0


def becomes(site: Site, key: str) -> Any:
    """What the other side's issue will be, as a case without tracker and state says."""
    from syncscript.app.recording import Wanted, record_issue
    from syncscript.config import load_project

    _, observed = record_issue(load_project(site.root), os.environ, Wanted(key, keep=KINDS))
    assert observed.failure is None
    return observed.becomes


def as_it_is(site: Site, key: str) -> dict[str, Any]:
    fields = site.green.fields(key)
    return {
        "summary": fields["summary"],
        "description": fields["description"],
        "environment": fields["environment"],
        "labels": sorted(fields["labels"]),
        "comments": sorted(site.green.comments(key)),
    }


def as_told(issue: Any) -> dict[str, Any]:
    return {
        "summary": issue["summary"],
        "description": issue.get("description"),
        "environment": issue.get("environment"),
        "labels": sorted(label["label"] for label in issue["labels"]),
        "comments": sorted(comment["body"] for comment in issue.get("comments", [])),
    }


def test_what_a_case_says_is_what_a_run_does(site: Site) -> None:
    key = site.blue.create("BLUE", "one", labels=["sync", "a", "b"], description="text")
    site.blue.comment(key, "first")
    told = as_told(becomes(site, key))
    site.synced()
    assert as_it_is(site, "GREEN-1") == told
    site.blue.edit(key, summary="two", description=None)
    site.blue.label(key, add=["c"], remove=["a"])
    site.blue.comment(key, "second")
    site.green.label("GREEN-1", add=["own"], remove=["b"])
    site.green.comment("GREEN-1", "theirs")
    told = as_told(becomes(site, key))
    site.synced()
    assert as_it_is(site, "GREEN-1") == told
