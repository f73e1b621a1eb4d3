"""`syncscript replay`: what a rule change does to messages that were, told before anybody runs it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cases.conftest import Site


@pytest.fixture
def worked(site: Site) -> Site:
    """Two pairs, both synced both ways, and the project as it is in git."""
    for number, labels in ((1, ["sync"]), (2, ["sync", "other"])):
        text = "mail a.person@corp.example.org"
        key = site.blue.create("BLUE", f"issue {number}", labels=labels, description=text)
        site.blue.comment(key, f"comment {number}")
    site.synced()
    site.synced()
    git(site.root, "init", "-q")
    git(site.root, "add", "-A")
    git(site.root, "commit", "-qm", "as it was")
    return site


MAPPED = "[connections.blue-green]\nmapping = \"rules/both.mapping.sync\"\n\n[connections.blue-green.left]"
SUMMARY, LABELS = "issue.summary", "issue.labels"


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.invalid", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def change(rule: Path, field: str, new: str) -> None:
    """Another statement where a field is assigned."""
    text, found = re.subn(rf"(?m)^{re.escape(field)} *=.*$", lambda _: new, rule.read_text(encoding="utf-8"))
    assert found == 1
    rule.write_text(text, encoding="utf-8")


def data(site: Site, *arguments: str) -> Any:
    made = site.type("replay", "--format", "json", *arguments)
    assert made.exit_code == 0, made.output
    return json.loads(made.stdout)


def test_nothing_changed(worked: Site) -> None:
    told = data(worked)
    assert told["messages"] == 4, "both ways, for each has seen the other"
    assert told["different"] == []
    assert worked.type("replay", "--detailed-exitcode").exit_code == 0


def test_an_incoming_rule_changed(worked: Site) -> None:
    before = worked.root / ".syncscript" / "state.db"
    bytes_before = before.read_bytes()
    rule = worked.rule("green.incoming")
    change(rule, SUMMARY, 'issue.summary = "G: " + replica.summary')
    change(rule, LABELS, "if (replica.labels.size() > 1) throw new Exception('too many')")
    told = data(worked)
    one, two = told["different"]
    assert one["keys"] == {"BlueJira": "BLUE-1", "GreenJira": "GREEN-1"}
    assert [(c["field"], c.get("old"), c.get("new")) for c in one["changes"]] == [
        ("summary", "issue 1", "G: issue 1"), ("labels", [{"label": "sync"}], None),
    ]  # fmt: skip
    assert one["changes"][0]["by"]["file"] == "rules/green.incoming.sync"
    assert one["new_failure"] is None and "too many" in two["new_failure"]
    assert told["fields"]["labels"] == 1
    text = worked.type("replay").output
    assert "2 of 4 messages replayed, 2 pairs would come out different" in text
    assert "the others meet no rule that changed" in text
    assert '~ summary: "issue 1" → "G: issue 1"' in text
    assert worked.type("replay", "--detailed-exitcode").exit_code == 2
    assert before.read_bytes() == bytes_before


def test_what_was_not_run_is_never_called_unchanged(worked: Site) -> None:
    told = worked.type("replay").output
    assert "no rule differs from HEAD: nothing was replayed" in told and "--base origin/main" in told
    assert "would come out" not in told
    change(worked.rule("blue.outgoing"), "replica.summary", "replica.summary = issue.summary + 1")
    for form in ("text", "markdown"):
        told = worked.type("replay", "--format", form).output
        assert "nothing was replayed, although rules/blue.outgoing.sync changed" in told
        assert "was not run for 2 messages" in told and "-\\-live" not in told and "--live" in told
        assert "would come out" not in told
    made = data(worked)
    assert (made["messages"], made["replayed"]) == (4, 0)
    assert made["changed_rules"] == ["rules/blue.outgoing.sync"]
    shutil.rmtree(worked.root / ".syncscript")
    assert "no message is kept, so nothing was replayed" in worked.type("replay").output


def test_what_only_new_issues_would_show(worked: Site) -> None:
    change(worked.rule("green.incoming"), "    issue.projectKey", '    issue.projectKey = "OTHER"')
    told = data(worked)
    assert [(r["anew"], r["changes"][0]["field"], r["changes"][0]["new"]) for r in told["different"]] == [
        (True, "projectKey", "OTHER"), (True, "projectKey", "OTHER"),
    ]  # fmt: skip
    text = worked.type("replay").output
    assert "BLUE-1 → a new issue in GreenJira, BLUE-2 → a new issue in GreenJira (2 messages)" in text
    assert "2 of 4 messages replayed, 0 pairs would come out different, 2 would be created otherwise" in text
    assert worked.type("replay", "--detailed-exitcode").exit_code == 2


def test_what_is_not_kept_is_told(worked: Site) -> None:
    rule = worked.rule("green.incoming")
    with rule.open("a", encoding="utf-8") as file:
        file.write('\nif (issue.status?.name == "Done" && previous?.summary) { issue.environment = "x" }\n')
    told = data(worked)
    told_of = "looks at issue.attachments, issue.comments, issue.status, which is not kept of every issue"
    assert any(told_of in note for note in told["notes"]), told["notes"]
    assert any("looks at previous" in note for note in told["notes"])
    assert not any("issue.summary" in note for note in told["notes"])
    live = data(worked, "--live")
    assert not any("not kept of every" in note for note in live["notes"])


def test_what_hangs_on_an_answer_that_nobody_knows_is_not_certain(worked: Site, tmp_path: Path) -> None:
    change(worked.rule("green.incoming"), SUMMARY,
           'issue.summary = nodeHelper.getPriority("Lowest")?.name ?: "none"')  # fmt: skip
    asked = 'GreenJira: nodeHelper.getPriority("Lowest")'
    saved = tmp_path / "messages.jsonl"
    for arguments in (("--save", str(saved)), ("--messages", str(saved))):
        told = data(worked, *arguments)
        assert [r["unsure"] for r in told["different"]] == [[asked], [asked]]
        assert told["unanswered"] == [asked]
    for form in ("text", "markdown"):
        text = worked.type("replay", "--format", form).output
        assert f"not certain: no answer is known to {asked}" in text and "--live asks the trackers" in text
    assert "messages saved with --live hold it" in worked.type("replay", "--messages", str(saved)).output
    saved.write_text(saved.read_text("utf-8").replace('"blue-green"', '"other"'), encoding="utf-8")
    told = worked.type("replay", "--messages", str(saved)).output
    assert "there is no connection other: 4 messages of it not replayed" in told and "would come" not in told
    live = data(worked, "--live")
    assert [(r["unsure"], r["changes"][0]["new"]) for r in live["different"]] == [([], "Lowest")] * 2


def test_settings_and_connections_that_are_not_replayed(worked: Site, tmp_path: Path) -> None:
    before = tmp_path / "before"
    shutil.copytree(worked.root, before)
    settings = worked.root / "syncscript.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[connections.blue-green", "[connections.other"), encoding="utf-8")
    notes = data(worked, "--base-dir", str(before))["notes"]
    assert "other is new: there is nothing to compare it with" in notes
    assert "blue-green is no longer there: its pairs are not replayed" in notes
    assert "nothing was replayed" in worked.type("replay", "--base-dir", str(before)).output
    changed, found = re.subn('(?m)^query = .*$', 'query = "labels = other"', text)
    assert found
    settings.write_text(changed, encoding="utf-8")
    assert "settings in syncscript.toml differ" in data(worked, "--base-dir", str(before))["notes"][0]


def test_a_comment_in_markdown(worked: Site) -> None:
    change(worked.rule("green.incoming"), SUMMARY, 'issue.summary = "a|b @all <b>`*"')
    text = worked.type("replay", "--format", "markdown").output
    assert text.startswith("### What these rules would change")
    assert "| `summary` | 2 |" in text
    assert "| **2 messages:** BLUE-1" not in text and "| BLUE-1 → GREEN-1 | `summary` |" in text
    assert '"a\\|b @\u200ball &lt;b&gt;\'\\*"' in text


def test_a_table_in_markdown_tells_failures_too(worked: Site) -> None:
    change(worked.rule("green.incoming"), SUMMARY, 'if (replica.summary) { throw new Exception("a | b") }')
    text = worked.type("replay", "--format", "markdown").output
    [told] = [line for line in text.splitlines() if "fails" in line]
    assert told.startswith("| **2 messages:** BLUE-1 → GREEN-1, BLUE-2 → GREEN-2 | fails | no | ")
    assert "a \\| b" in told and told.count(" | ") == 4


def test_a_comment_is_no_longer_than_servers_take(worked: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    change(worked.rule("green.incoming"), SUMMARY, "issue.summary = replica.summary.reverse()")
    whole = worked.type("replay", "--format", "markdown").output
    assert "1 eussi" in whole and "2 eussi" in whole and "more" not in whole
    monkeypatch.setattr("syncscript.cli.show.replay_comments.LONGEST", len(whole) - 50)
    cut = worked.type("replay", "--format", "markdown").output
    assert "… and " in cut and "2 eussi" not in cut and cut.rstrip().endswith("</details>")
    assert len(cut) < len(whole)


def test_outgoing_rules_take_the_issues_themselves(worked: Site) -> None:
    rule = worked.rule("blue.outgoing")
    change(rule, "replica.summary", 'replica.summary = "B: " + issue.summary')
    told = data(worked)
    assert told["different"] == [] and "--live" in told["notes"][0]
    told = data(worked, "--live")
    assert told["notes"] == []
    assert [(c["part"], c["field"], c["new"]) for c in told["different"][0]["changes"]] == [
        ("replica", "summary", "B: issue 1"), ("issue", "summary", "B: issue 1"),
    ]  # fmt: skip


def test_saved_messages_need_no_state_and_name_nobody(worked: Site, tmp_path: Path) -> None:
    saved = tmp_path / "messages.jsonl"
    change(worked.rule("green.incoming"), SUMMARY, "issue.summary = replica.summary.size()")
    data(worked, "--save", str(saved))
    text = saved.read_text(encoding="utf-8")
    assert "issue 1" in text and "corp.example.org" not in text and "sync@example.invalid" in text
    shutil.rmtree(worked.root / ".syncscript")
    told = data(worked, "--messages", str(saved))
    assert [r["changes"][0]["new"] for r in told["different"]] == [7, 7]
    assert told["unanswered"] == []


def test_a_waiting_message_and_another_folder(worked: Site, tmp_path: Path) -> None:
    before = tmp_path / "before"
    shutil.copytree(worked.root, before)
    change(worked.rule("green.incoming"), SUMMARY, "throw new Exception('stop')")
    worked.blue.edit("BLUE-1", summary="edited")
    assert worked.type("run", "--quiet").exit_code == 1
    told = data(worked, "--base-dir", str(before))
    waiting = [r for r in told["different"] if r["waiting"]]
    assert len(waiting) == 1 and "stop" in waiting[0]["new_failure"]


def test_what_cannot_be_replayed(worked: Site, tmp_path: Path) -> None:
    for arguments, code in (
        (["--base", "nowhere"], "K160"), (["--base", "-x"], "K160"), (["--connection", "other"], "C140"),
    ):  # fmt: skip
        made = worked.type("replay", *arguments)
        assert made.exit_code == 2 and code in made.output, made.output
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"pair": 1}\nno\n{"conection": "x"}\n{}\n', encoding="utf-8")
    made = worked.type("replay", "--messages", str(broken))
    assert made.exit_code == 2 and made.output.count("K161") == 4 and "did you mean connection" in made.output
    worked.rule("green.incoming").write_text("issue.summary = nothing", encoding="utf-8")
    made = worked.type("replay")
    assert made.exit_code == 2 and "SEM101" in made.output


def test_a_mapping_file(site: Site) -> None:
    settings = site.root / "syncscript.toml"
    text = re.sub(r'(?m)^(outgoing|incoming) = .*\n', "", settings.read_text(encoding="utf-8"))
    text = text.replace("[connections.blue-green.left]", MAPPED, 1)
    settings.write_text(text, encoding="utf-8")
    rule = site.rule("both.mapping")
    rule.write_text("BlueJira.issue.summary <-> GreenJira.issue.summary\n", encoding="utf-8")
    before = site.root.with_name("before")
    shutil.copytree(site.root, before)
    site.blue.create("BLUE", "one", labels=["sync"])
    site.synced()
    assert data(site, "--base-dir", str(before))["different"] == []
    rule.write_text(
        "BlueJira.issue.summary <-> GreenJira.issue.summary\n"
        "GreenJira.issue.environment = BlueJira.issue.summary\n",
        encoding="utf-8",
    )
    told = data(site, "--base-dir", str(before))
    [change] = [c for result in told["different"] for c in result["changes"]]
    assert (change["field"], change["new"], change["by"]["line"]) == ("environment", "one", 2)
    assert data(site, "--base-dir", str(before), "--live")["fields"] == {"environment": 1}
