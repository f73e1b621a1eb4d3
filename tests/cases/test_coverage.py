"""What counts as reached, and the files that tell it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from syncscript.app.measuring import Measure
from syncscript.app.testing import found_cases, results, shelf_of
from syncscript.cases.coverage import FileCoverage
from syncscript.cli.group import syncscript

ENTRIES = yaml.safe_load(Path(__file__).with_name("corpus_coverage.yaml").read_text(encoding="utf-8"))
MAPPING = """\
A.issue.summary <-> B.issue.summary
A.issue.priority <-> B.issue.priority {
    "High" <-> "P1"
    "Low"   -> "P2"
    else skip
}
A.issue.labels = B.issue.labels
"""


def measured(folder: Path) -> list[FileCoverage]:
    cases, mistakes = found_cases([folder])
    assert not mistakes
    measure = Measure()
    assert all(result.passed for result in results(cases, shelf_of(measure.compiler)))
    measure.add_untested([folder])
    return measure.files()


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["about"] for entry in ENTRIES])
def test_what_is_missed(entry: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.incoming.sync").write_text(entry["rule"], encoding="utf-8")
    Path("r.incoming.test.yaml").write_text(yaml.safe_dump({"cases": entry["cases"]}), encoding="utf-8")
    [file] = measured(Path())
    assert file.missed_lines == sorted(entry["lines"])
    assert [f"{w.line}:{w.column} {w.what} {w.way}" for w in file.missed_ways] == entry["ways"]
    assert [file.of_lines.all, file.of_ways.all] == entry["all"]


def test_rows_and_directions_of_a_mapping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("m.mapping.sync").write_text(MAPPING, encoding="utf-8")
    case = {"name": "one", "side": "B", "given": {"replica": {"summary": "s", "priority": {"name": "High"}}},
            "expect": {"fields": {"priority": "P1"}}}  # fmt: skip
    Path("m.mapping.test.yaml").write_text(yaml.safe_dump({"cases": [case]}), encoding="utf-8")
    [file] = measured(Path())
    assert file.missed_lines == [7]
    assert [(w.line, w.what, w.way) for w in file.missed_ways] == [
        (1, "mapping", "into A"), (2, "mapping", "into A"), (2, "table", "into A, no row"),
        (2, "table", "into B, no row"), (3, "row", "into A"), (4, "row", "into B"),
    ]  # fmt: skip


@pytest.fixture
def half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("r.incoming.sync").write_text("if (replica.a)\n  issue.summary = '<&>'\n", encoding="utf-8")
    Path("untested.outgoing.sync").write_text("replica.key = issue.key", encoding="utf-8")
    cases = [{"name": "no", "given": {"replica": {"a": 0}}, "expect": {"not-set": "summary"}}]
    Path("r.incoming.test.yaml").write_text(yaml.safe_dump({"cases": cases}), encoding="utf-8")
    return tmp_path


def test_files_for_others(half: Path) -> None:
    run = CliRunner().invoke(syncscript, ["test", "--lcov", "c.info", "--html", "c.html"])
    assert run.exit_code == 0, run.output
    assert "40.0 %" in run.output
    assert Path("c.info").read_text(encoding="utf-8").splitlines() == [
        "TN:", "SF:r.incoming.sync", "BRDA:1,0,0,1", "BRDA:1,0,1,0", "BRF:2", "BRH:1", "DA:1,1", "DA:2,0",
        "LF:2", "LH:1", "end_of_record",
        "TN:", "SF:untested.outgoing.sync", "BRF:0", "BRH:0", "DA:1,0", "LF:1", "LH:0", "end_of_record",
    ]  # fmt: skip
    page = Path("c.html").read_text(encoding="utf-8")
    assert "&lt;&amp;&gt;" in page and "<&>" not in page
    assert '<span class="miss">' in page and "never: if true" in page


def test_ways_of_and_for_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.incoming.sync").write_text("issue.summary = replica.a && replica.b", encoding="utf-8")
    cases = [{"name": "no", "given": {"replica": {"a": 0}}, "expect": {"fields": {"summary": False}}}]
    Path("r.incoming.test.yaml").write_text(yaml.safe_dump({"cases": cases}), encoding="utf-8")
    run = CliRunner().invoke(syncscript, ["test", "--coverage", "--lcov", "c.info", "--html", "c.html"])
    assert "ways 1/2" in run.output and "never reached: 1:26 && right decides" in run.output
    assert {"BRDA:1,0,0,1", "BRDA:1,0,1,0", "BRF:2", "BRH:1"} <= set(Path("c.info").read_text().splitlines())
    assert "never: &amp;&amp; right decides" in Path("c.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--lcov", "--html"])
def test_files_that_cannot_be_written_are_told(half: Path, option: str) -> None:
    Path("file").write_text("", encoding="utf-8")
    run = CliRunner().invoke(syncscript, ["test", option, "file/c"])
    assert run.exit_code == 2 and "C152" in run.output, run.output
    assert CliRunner().invoke(syncscript, ["test", option, "new/c"]).exit_code == 0
    assert Path("new/c").is_file()


@pytest.mark.parametrize(("threshold", "code"), [("40", 0), ("40.1", 1), ("0", 0)])
def test_threshold(half: Path, threshold: str, code: int) -> None:
    run = CliRunner().invoke(syncscript, ["test", "--coverage", "--threshold", threshold])
    assert run.exit_code == code, run.output
    assert ("below the threshold" in run.output) == bool(code)


def test_the_same_cases_reach_the_same(half: Path) -> None:
    runs = [CliRunner().invoke(syncscript, ["test", "--coverage", "--format", "json"]) for _ in range(2)]
    assert runs[0].output == runs[1].output and '"percent": 40.0' in runs[0].output
