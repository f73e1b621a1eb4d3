"""Each format is what those who read it take."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from syncscript.app.linting.known import Known
from syncscript.app.linting.report import Report
from syncscript.app.linting.reported import Mending, Reported
from syncscript.cli.show.findings import formats, report_text

SHAPES = json.loads(Path(__file__).with_name("shapes.json").read_text("utf-8"))
"""What the formats demand, in our words: SARIF 2.1.0, GitLab's code quality report, our own array."""
FIX = Mending("write ==", True, ((4, 5, "=="),))
FOUND = (
    Reported("rules/a b.sync", 3, 5, 3, 9, "L101", "some-rule", "error", 'A "<&>" message, 100%: yes',
             "do it", "if (a = b)\x1b[31m", FIX),
    Reported("rules/a b.sync", 4, 1, 6, 2, "L102", "other-rule", "warning", "Lines\nand lines", ""),
    Reported("syncscript.toml", 0, 0, 0, 0, "C100", "no-project", "note", "As a whole \x00\ud800", "none"),
)  # fmt: skip
KNOWN = {"some-rule": Known("some-rule", "L101", "sync", "error", True, True, "It is said in short.")}
REPORT = Report(FOUND, ("clean.sync", "rules/a b.sync", "syncscript.toml"), {}, KNOWN)
CLEAN = Report((), ("clean.sync",), {}, KNOWN)


@pytest.mark.parametrize("report", [REPORT, CLEAN], ids=["findings", "clean"])
@pytest.mark.parametrize("form", ["json", "sarif", "gitlab"])
def test_json_has_its_shape(form: str, report: Report) -> None:
    data = json.loads(report_text(report, form))
    jsonschema.validate(data, SHAPES[form], jsonschema.Draft202012Validator)
    rows = data["runs"][0]["results"] if form == "sarif" else data
    assert len(rows) == len(report.found)


def test_there_are_the_formats_that_are_told() -> None:
    assert formats() == ["concise", "full", "github", "gitlab", "json", "jsonl", "junit", "sarif"]


def test_lines_of_json_are_the_array() -> None:
    lines = report_text(REPORT, "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(report_text(REPORT, "json"))


def test_every_format_for_reviewers_tells_the_page() -> None:
    for form in formats():
        assert "docs/reference/lint.md#some-rule" in report_text(REPORT, form), form


def test_sarif_points_to_its_rules() -> None:
    (run,) = json.loads(
        report_text(REPORT._replace(pages={"rules/a b.sync": "https://x.example.com/l"}), "sarif")
    )["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [e.code for e in FOUND]
    assert (
        run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "rules/a%20b.sync"
    )
    assert {rule["name"]: rule.get("helpUri") for rule in rules}[
        "some-rule"
    ] == "https://x.example.com/l#some-rule"


def test_sarif_says_what_code_scanning_asks_for() -> None:
    """A list of rules even when there is none, a full description of each, and addresses of files: relative
    without a slash in front, whole with a scheme, whatever bytes the name is made of."""
    assert json.loads(report_text(CLEAN, "sarif"))["runs"][0]["tool"]["driver"]["rules"] == []
    files = ["a:b,c%d.sync", "/x y/\udcffé.sync", "\udcff.sync", "../größe.sync"]
    found = tuple(FOUND[0]._replace(file=file) for file in files)
    (run,) = json.loads(report_text(REPORT._replace(found=found), "sarif"))["runs"]
    assert all(each["fullDescription"]["text"] for each in run["tool"]["driver"]["rules"])
    shown = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in run["results"]]
    told = ["a%3Ab%2Cc%25d.sync", "file:///x%20y/%FF%C3%A9.sync", "%FF.sync", "../gr%C3%B6%C3%9Fe.sync"]
    assert shown == told


def test_gitlab_gets_paths_from_the_top_of_the_repository() -> None:
    files = (str(Path.cwd() / "rules/a b.sync"), "/else/x.sync")
    found = tuple(FOUND[0]._replace(file=file) for file in files)
    rows = json.loads(report_text(REPORT._replace(found=found), "gitlab"))
    assert [row["location"]["path"] for row in rows] == ["rules/a b.sync", "/else/x.sync"]
    (same, *_) = json.loads(report_text(REPORT, "gitlab"))
    assert rows[0]["fingerprint"] == same["fingerprint"]


def test_junit_is_xml_whatever_a_message_holds() -> None:
    suites = ElementTree.fromstring(report_text(REPORT, "junit"))
    assert (suites.get("tests"), suites.get("failures")) == ("4", "3")
    names = [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in suites]
    assert names == [("clean.sync", "1", "0"), ("rules/a b.sync", "2", "2"), ("syncscript.toml", "1", "1")]
    assert len(suites.findall(".//failure")) == 3


def test_github_escapes_what_its_commands_end_with() -> None:
    first, second, third = report_text(REPORT, "github").splitlines()
    head = "::error file=rules/a b.sync,line=3,endLine=3,col=5,endColumn=8,title=some-rule (L101)::"
    assert first == head + 'A "<&>" message, 100%25: yes%0Ahelp: do it%0Adocs/reference/lint.md#some-rule'
    assert second.startswith(
        "::warning file=rules/a b.sync,line=4,endLine=6,title=other-rule (L102)::Lines%0Aand"
    )
    assert third.startswith("::notice file=syncscript.toml,line=1,")


def test_what_is_for_a_terminal_cannot_steer_it() -> None:
    for form in ("full", "concise", "junit"):
        assert "\x1b" not in report_text(REPORT, form)


def test_the_fingerprint_stays_when_lines_move() -> None:
    moved = REPORT._replace(found=tuple(e._replace(line=e.line + 9, end_line=e.end_line + 9) for e in FOUND))
    for before, after in zip(*(json.loads(report_text(r, "gitlab")) for r in (REPORT, moved)), strict=True):
        assert before["fingerprint"] == after["fingerprint"]


def test_findings_alike_on_lines_alike_have_fingerprints_of_their_own() -> None:
    twice = REPORT._replace(found=(FOUND[0], FOUND[0]._replace(line=9)))
    rows = json.loads(report_text(twice, "gitlab"))
    assert rows[0]["fingerprint"] != rows[1]["fingerprint"]
