"""`syncscript backbone migrate`: what is asked, where it stops, and that it goes on from there."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from syncscript.cli.group import syncscript
from syncscript.cli.show.report_pages import Page, Section, as_html, as_markdown
from syncscript.contracts import Person
from tests.backbone.entries import both
from tests.cli.conftest import Desk
from tests.cli.test_backbone_import import in_step


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Green, the secondary, is the one in the cloud."""
    in_the_cloud(desk, "GreenJira")
    return desk


def in_the_cloud(desk: Desk, side: str) -> None:
    settings = desk.folder / "syncscript.toml"
    text = re.sub(r'tracker = "jira-cloud"', 'tracker = "jira-dc"', settings.read_text())
    text = text.replace('email = "sync@example.com"\n', "")
    account = 'tracker = "jira-cloud"\nemail = "sync@example.com"'
    head, table, rest = text.partition(f"[instances.{side}]")
    settings.write_text(head + table + rest.replace('tracker = "jira-dc"', account, 1))


def exports(desk: Desk, *pairs: tuple[dict[str, Any], dict[str, Any]]) -> list[str]:
    """Paths of the primary's export and of the secondary's."""
    paths = []
    for number, name in enumerate(("primary.json", "secondary.json")):
        path = desk.folder.parent / name
        path.write_text(json.dumps({"firstConnector": [pair[number] for pair in pairs]}))
        paths.append(str(path))
    return paths


def migrate(desk: Desk, files: list[str], *options: str) -> Result:
    named = ("--migrating", "secondary", "--connection", "blue-green")
    return desk.type("backbone", "migrate", *files, *named, *options)


def folder(desk: Desk) -> Path:
    return desk.folder / ".syncscript/migrations/blue-green"


def test_the_whole_way_in_one_call_and_nothing_twice(desk: Desk) -> None:
    in_step(desk, 2)
    files = exports(desk, both(), both(2, 2))
    result = migrate(desk, files, "--yes")
    assert result.exit_code == 0, result.output
    assert "2 paired, 2 resynced, 0 pending, 0 failed" in result.stdout
    assert {kind for kind, _ in desk.blue.writes + desk.green.writes} <= {"note"}
    merged = json.loads((folder(desk) / "merged.json").read_text())
    assert [entry["localIssueKey"] for entry in merged["firstConnector"]] == ["BLUE-1", "BLUE-2"]
    report = (folder(desk) / "report.md").read_text()
    assert "2 of 2 pairs go on" in report and "everything was moved" in report
    assert "<li>2 of 2 pairs go on" in (folder(desk) / "report.html").read_text()
    before = len(desk.blue.writes + desk.green.writes)
    again = migrate(desk, files, "--yes")
    assert again.exit_code == 0 and "resync: done" in again.stdout
    assert len(desk.blue.writes + desk.green.writes) == before


def test_whoever_migrates_comes_second(desk: Desk) -> None:
    files = exports(desk, both())
    desk.type("backbone", "migrate", *files, "--migrating", "primary", "--connection", "blue-green")
    merged = json.loads((folder(desk) / "merged.json").read_text())
    assert merged["firstConnector"][0]["localIssueKey"] == "GREEN-1"


def test_what_the_move_changed_is_told_as_to_merge(desk: Desk) -> None:
    in_step(desk, 1)
    files = exports(desk, both(), both(7, 7))
    for name in files:
        Path(name).write_text(Path(name).read_text().replace("GREEN-", "OLD-"))
    lost = json.loads(Path(files[1]).read_text())
    lost["firstConnector"].pop()
    Path(files[1]).write_text(json.dumps(lost))
    refused = migrate(desk, files, "--yes")
    assert refused.exit_code == 1 and "BB020" in refused.stderr
    done = migrate(desk, files, "--yes", "--only-matched", "--allow-moved", "--rekey", "secondary:OLD=GREEN")
    assert done.exit_code == 0, done.output
    merged = json.loads((folder(desk) / "merged.json").read_text())
    assert [entry["localIssueKey"] for entry in merged["secondConnector"]] == ["GREEN-1"]
    assert "1 paired, 1 resynced" in done.stdout


def test_nobody_to_ask_stops_before_pairs_are_kept(desk: Desk) -> None:
    files = exports(desk, both())
    result = migrate(desk, files)
    assert result.exit_code == 2 and "C145" in result.stderr and "1 to add" in result.stderr
    assert "merge: done" in migrate(desk, files).stdout


@pytest.mark.parametrize(
    ("answers", "is_kept", "code"), [("n\n", False, 4), ("y\nn\n", True, 4), ("y\ny\n", True, 0)]
)
def test_a_person_is_asked_before_pairs_are_kept_and_before_trackers_change(
    desk: Desk, answers: str, is_kept: bool, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_step(desk, 1)
    monkeypatch.setattr("syncscript.cli.show.paint.is_terminal", lambda stream: True)
    typed = ["backbone", "migrate", *exports(desk, both()), "--migrating", "secondary",
             "--connection", "blue-green", "--project", str(desk.folder)]  # fmt: skip
    result = CliRunner().invoke(syncscript, typed, input=answers)
    assert result.exit_code == code, result.output
    assert ("import:" in result.stdout) == is_kept
    if code:
        assert "call this command again to go on" in result.stderr
        assert desk.blue.writes == desk.green.writes == []


def test_errors_in_the_exports_stop_at_once(desk: Desk) -> None:
    files = exports(desk, both(), (both(2, 2)[0], both(3, 3)[1]))
    files[0] = str(Path(files[0]).rename(desk.folder.parent / "the first one.json"))
    result = migrate(desk, files, "--yes", "--require-drained")
    assert result.exit_code == 1
    shown = shlex.join(["syncscript", "backbone", "validate", *files, "--require-drained"])
    assert "BB020" in result.stderr and f"{shown} --report findings.jsonl" in result.stderr
    assert migrate(desk, ["-", files[1]], "--yes").exit_code == 2
    assert not (folder(desk) / "merged.json").exists()


def test_no_export_is_overwritten(desk: Desk) -> None:
    ours, theirs = exports(desk, both())
    merged = Path(ours).rename(Path(ours).with_name("merged.json"))
    before = merged.read_bytes()
    result = migrate(desk, [str(merged), theirs], "--folder", str(merged.parent), "--yes")
    assert result.exit_code == 4 and "is not overwritten" in result.stderr
    assert merged.read_bytes() == before


def test_other_exports_are_another_migration(desk: Desk) -> None:
    in_step(desk, 2)
    migrate(desk, exports(desk, both()), "--yes")
    result = migrate(desk, exports(desk, both(), both(2, 2)), "--yes")
    assert result.exit_code == 0 and "1 added, 0 updated, 1 unchanged" in result.stdout
    assert "done" not in result.stdout.partition("resync:")[0]


def test_what_was_taken_away_is_done_again(desk: Desk) -> None:
    in_step(desk, 1)
    files = exports(desk, both())
    migrate(desk, files, "--yes")
    for path in (desk.folder / ".syncscript").glob("state.db*"):
        path.unlink()
    result = migrate(desk, files, "--yes")
    assert result.exit_code == 0 and "merge: done" in result.stdout
    assert "1 added" in result.stdout


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"format": 1, "inputs": 3, "done": []}', "null"])
def test_a_journal_of_no_use_is_none(desk: Desk, damage: str) -> None:
    in_step(desk, 1)
    files = exports(desk, both())
    migrate(desk, files)
    (folder(desk) / "journal.json").write_text(damage)
    assert migrate(desk, files, "--yes").exit_code == 0


def test_people_without_an_address_are_told_where_the_cloud_hides_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_step(desk, 1)
    in_the_cloud(desk, "BlueJira")
    hidden = [Person("k1", "Zoe", None), Person("k2", "Ada", "ada@example.com")]
    monkeypatch.setattr(desk.blue, "people", lambda project: hidden, raising=False)
    named = ("--migrating", "primary", "--connection", "blue-green", "--yes")
    result = desk.type("backbone", "migrate", *exports(desk, both()), *named)
    assert "BlueJira hides the addresses of 1" in result.stdout
    assert "'k1': '',  // Zoe" in (folder(desk) / "hidden-people.txt").read_text()
    assert 'moved_to_cloud = "BlueJira"' in result.stdout


def test_an_issue_that_is_gone_is_in_the_report_with_its_reason(desk: Desk) -> None:
    in_step(desk, 2)
    desk.green.issues.pop(next(iter(desk.green.issues)))
    result = migrate(desk, exports(desk, both(), both(2, 2)), "--yes")
    assert result.exit_code == 1 and "1 gone" in result.stdout
    report = (folder(desk) / "report.md").read_text()
    told = report.partition("## Not moved, and why")[2].partition("##")[0]
    assert "GREEN-1" in told and "E480" in told


def test_words_of_others_mean_nothing_to_the_reports() -> None:
    strange = "<script>x</script> [b](http://c) `d` | *e*\n  # f &amp; \x1b[2J"
    page = Page("<i>", (Section("a", (strange,)),))
    assert "<script>" not in as_html(page) and "<i>" not in as_html(page) and "\x1b" not in as_html(page)
    lines = as_markdown(page).splitlines()
    assert lines[-2] == r"- \<script\>x\</script\> \[b\](http://c) \`d\` \| \*e\*"
    assert lines[-1].startswith(r"  - \# f \&amp; ") and "\x1b" not in lines[-1]


def test_what_stayed_behind_is_in_the_report_with_its_reason(desk: Desk) -> None:
    in_step(desk, 3)
    kept_back = both(blue={"comments": [{"localId": "77"}]})
    lost = both(2, 2, blue={"comments": [{"localId": "78"}], "outgoingMessageSequenceId": 5})
    files = exports(desk, kept_back, lost, both(3, 3), both(4, 4))
    only_one = json.loads(Path(files[1]).read_text())
    only_one["firstConnector"].pop()
    only_one["firstConnector"][2]["incomingChangesIgnored"] = True
    Path(files[1]).write_text(json.dumps(only_one))
    assert migrate(desk, files, "--yes", "--only-matched").exit_code == 0
    report = (folder(desk) / "report.md").read_text()
    told = report.partition("## Not moved, and why")[2].partition("##")[0]
    assert r"left out: warning\[BB020\] primary BLUE-4" in told
    assert "comment 77 of BlueJira has no copy at GreenJira: the former sync kept it back" in told
    assert "comment 78 of BlueJira never arrived, a message was lost; the first run sends it" in told
    assert "GreenJira GREEN-3 = BlueJira BLUE-3: what comes from BlueJira is left aside" in told


def test_an_issue_that_was_left_out_gets_no_twin_of_a_trigger(desk: Desk) -> None:
    in_step(desk, 2)
    files = exports(desk, both(), both(2, 2))
    Path(files[1]).write_text(json.dumps({"firstConnector": [both()[1]]}))
    migrate(desk, files, "--yes", "--only-matched")
    ran = desk.type("run")
    assert "E487" in ran.output and "BLUE-2" in ran.output
    assert {kind for kind, _ in desk.blue.writes + desk.green.writes} <= {"note"}


@pytest.mark.parametrize("answers", [(), ("y",)])
def test_to_end_the_input_is_no(
    desk: Desk, answers: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_step(desk, 1)
    monkeypatch.setattr("syncscript.cli.show.paint.is_terminal", lambda stream: True)
    typed = ["backbone", "migrate", *exports(desk, both()), "--migrating", "secondary",
             "--connection", "blue-green", "--project", str(desk.folder)]  # fmt: skip
    result = CliRunner().invoke(syncscript, typed, input="".join(f"{one}\n" for one in answers))
    told = "nothing was sent" if answers else "nothing was taken over"
    assert result.exit_code == 4, result.output
    assert f"stopped: {told}; call this command again to go on" in result.stderr


def test_a_field_that_is_never_sent_again_is_told_before_anything_is_done(desk: Desk) -> None:
    result = migrate(desk, exports(desk, both()), "--fields", "comments", "--yes")
    assert result.exit_code == 2 and "C198" in result.stderr
    assert not folder(desk).exists()


def test_who_moved_is_in_the_cloud(desk: Desk) -> None:
    for files, role in ((exports(desk, both()), "primary"), (exports(desk, both())[::-1], "secondary")):
        named = ("--migrating", role, "--connection", "blue-green", "--yes")
        result = desk.type("backbone", "migrate", *files, *named)
        assert result.exit_code == 2 and "C146" in result.stderr
    assert not (desk.folder / ".syncscript/state.db").exists()


def test_no_credential_is_in_the_reports(desk: Desk) -> None:
    """A path that holds one stands for whatever else might."""
    in_step(desk, 1)
    place = desk.folder.parent / "green-canary"
    place.mkdir()
    files = [str(Path(file).rename(place / Path(file).name)) for file in exports(desk, both())]
    assert migrate(desk, files, "--yes").exit_code == 0
    for name in ("report.md", "report.html", "preview.txt"):
        assert "canary" not in (folder(desk) / name).read_text()
    assert "***/primary.json" in (folder(desk) / "report.html").read_text()
