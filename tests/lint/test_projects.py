"""What lint knows of a project: which side a file is for, what is around it, and what nobody names."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from syncscript.app.linting.home import home_in, side_names
from syncscript.cli.group import syncscript
from syncscript.config.settings import SideSettings, names_of_sides
from tests.lint.desk import GOOD, PROJECT, LintDesk

SCHEMA = {
    "fields": {"summary": {"kind": "text"}, "priority": {"kind": "option", "options": ["High", "Low"]}},
    "projects": {"BLUE": {"types": {"Bug": {"statuses": ["Open", "Done"]}}}},
    "priorities": ["High", "Low"],
}


def test_a_whole_project_has_nothing_to_tell(desk: LintDesk) -> None:
    desk.project()
    assert desk.found() == []


def test_a_field_that_the_other_side_never_sends_is_told(desk: LintDesk) -> None:
    desk.project()
    desk.write("rules/blue.incoming.sync", GOOD + "issue.environment = replica.environment\n")
    assert [(row["file"], row["name"]) for row in desk.found("rules/blue.incoming.sync")] == [
        ("rules/blue.incoming.sync", "unsent-field")
    ]
    desk.write(
        "rules/green.outgoing.sync",
        "replica.summary = issue.summary\nreplica.environment = issue.environment\n",
    )
    assert desk.found() == []


def test_a_contract_stands_for_rules_of_somebody_else(desk: LintDesk) -> None:
    desk.project('[lint.contracts]\nGreen = "contracts/green.json"\n')
    desk.write("rules/blue.incoming.sync", GOOD + "issue.environment = replica.environment\n")
    desk.write("contracts/green.json", json.dumps({"sends": ["summary"], "reads": ["summary"]}))
    assert desk.names() == ["unsent-field"]
    desk.write(
        "contracts/green.json", json.dumps({"sends": ["summary", "environment"], "reads": ["summary"]})
    )
    assert desk.names() == []


def test_a_title_that_comes_back_with_its_addition_is_told(desk: LintDesk) -> None:
    desk.project()
    desk.write("rules/blue.incoming.sync", 'issue.summary = "[Blue] " + replica.summary\n')
    assert [(row["file"], row["name"]) for row in desk.found()] == [
        ("rules/blue.incoming.sync", "never-settling")
    ]
    desk.write("rules/green.incoming.sync", "if (firstSync) { issue.summary = replica.summary }\n")
    assert "never-settling" not in desk.names()


def test_the_project_of_a_new_issue_is_the_connections(desk: LintDesk) -> None:
    desk.project()
    sent = "replica.summary = issue.summary\nreplica.type = issue.type\n"
    for side in ("blue", "green"):
        desk.write(f"rules/{side}.outgoing.sync", sent)
    desk.write("rules/blue.incoming.sync", GOOD + "if (firstSync) { issue.labels = [[label: 'new']] }\n")
    assert desk.names() == []


def test_a_schema_in_the_project_is_used_and_its_changes_are_seen(desk: LintDesk) -> None:
    desk.project()
    desk.write("rules/blue.incoming.sync", GOOD + 'issue.priority = "Hgih"\n')
    assert "value-not-in-schema" not in desk.names()
    desk.write("schemas/Blue.json", json.dumps(SCHEMA))
    assert "value-not-in-schema" in desk.names()


def test_a_rule_file_that_no_connection_names_is_told(desk: LintDesk) -> None:
    desk.project()
    desk.write("rules/old.incoming.sync", GOOD)
    assert [(row["file"], row["name"]) for row in desk.found()] == [
        ("rules/old.incoming.sync", "unnamed-rule-file")
    ]
    assert desk.found("--exclude", "old.*") == []


def test_rule_files_with_odd_names_are_found_through_the_project(desk: LintDesk) -> None:
    desk.project()
    settings = desk.read("syncscript.toml").replace("rules/blue.incoming.sync", "rules/blue.in")
    desk.write("syncscript.toml", settings)
    desk.write("rules/blue.in", 'if (replica.priority.name = "x") { issue.summary = "y" }\n')
    (desk.folder / "rules/blue.incoming.sync").unlink()
    assert ("rules/blue.in", "assignment-in-condition") in [
        (row["file"], row["name"]) for row in desk.found()
    ]


def test_each_file_belongs_to_the_nearest_project(desk: LintDesk) -> None:
    desk.project()
    desk.write("inner/syncscript.toml", desk.read("syncscript.toml") + '[lint]\nignore = ["all"]\n')
    for name in ("blue.outgoing", "blue.incoming", "green.outgoing", "green.incoming"):
        desk.write(f"inner/rules/{name}.sync", "issue.x1 = ‘a’\n")
    assert {row["file"].split("/")[0] for row in desk.found()} <= {"rules", "syncscript.toml"}


def test_mistakes_of_the_configuration_are_findings(desk: LintDesk) -> None:
    desk.project()
    desk.write("syncscript.toml", desk.read("syncscript.toml").replace('token = "env:GREEN"', "tokn = 1"))
    (row,) = [row for row in desk.found() if row["code"] == "C102"]
    assert (row["file"], row["line"], row["severity"]) == ("syncscript.toml", 10, "error")


def test_what_is_no_toml_is_one_finding_and_rules_are_judged_still(desk: LintDesk) -> None:
    desk.project("[[[\n")
    desk.write("rules/blue.incoming.sync", 'if (replica.priority.name = "x") { issue.summary = "y" }\n')
    assert sorted(desk.names()) == ["assignment-in-condition", "not-toml"]


@pytest.mark.parametrize(
    "table", ["select = 1", 'fail_level = "high"', "selct = []", 'ignore = ["none-like-this"]']
)
def test_choices_that_cannot_be_used_end_with_2(desk: LintDesk, table: str) -> None:
    desk.project(f"[lint]\n{table}\n")
    assert desk.type().exit_code == 2


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('ignore = ["typographic-quotes"]', {}),
        ('severity = { typographic-quotes = "error" }', {"rules/blue.incoming.sync": "error"}),
        ('severity = { SYN008 = "note", syntax = "off" }', {"rules/blue.incoming.sync": "note"}),
        ('per_file_ignores = { "rules/blue.*" = ["syntax"] }', {}),
        ('per_file_ignores = { "rules/green.*" = ["syntax"] }', {"rules/blue.incoming.sync": "warning"}),
        ('exclude = ["rules/blue.incoming.sync"]', {}),
    ],
)
def test_a_project_chooses(desk: LintDesk, table: str, told: dict[str, str]) -> None:
    desk.project(f"[lint]\n{table}\n")
    desk.write("rules/blue.incoming.sync", "issue.summary = ‘x’\nissue.description = replica.summary\n")
    assert {row["file"]: row["severity"] for row in desk.found() if row["code"] == "SYN008"} == told


def test_what_is_left_out_for_nothing_is_told(desk: LintDesk) -> None:
    """By pattern and by word; not by a run that sees a part of the project or of the rules."""
    desk.project(
        '[lint.per_file_ignores]\n"rules/gren.*" = ["syntax"]\n'
        '"rules/blue.*" = ["SYN008", "dead-store", "privacy"]\n"*.sync" = ["all"]\n'
    )
    desk.write("rules/blue.incoming.sync", "issue.summary = ‘x’\nissue.description = replica.summary\n")
    told = [(row["name"], row["severity"], row["message"]) for row in desk.found()]
    assert told == [
        ("unused-file-ignore", "warning", "No file here has a name like rules/gren.*."),
        ("unused-file-ignore", "warning", "Nothing in rules/blue.* needs dead-store to be left out."),
        ("unused-file-ignore", "warning", "Nothing in rules/blue.* needs privacy to be left out."),
    ]
    for part in (["--select", "usual"], ["rules"], ["syncscript.toml"], ["--exclude", "rules"]):
        assert desk.found(*part) == [], part
    desk.write("rules/blue.incoming.sync", "issue.summary = (\n")
    assert "privacy" not in str(desk.found())


def test_a_project_names_its_baseline_and_its_pages(desk: LintDesk) -> None:
    desk.project('[lint]\nbaseline = "known.json"\npages = "https://wiki.example.com/lint"\n')
    desk.write("rules/blue.incoming.sync", "issue.summary = ‘x’\nissue.description = replica.summary\n")
    desk.write("known.json", '{"version": 1, "findings": []}')
    assert "see https://wiki.example.com/lint#typographic-quotes" in desk.found()[0]["help"]
    assert desk.type("--write-baseline", "known.json").exit_code == 0
    assert desk.found() == []


def test_hosts_that_no_rule_reaches_are_told(desk: LintDesk) -> None:
    desk.project()
    settings = desk.read("syncscript.toml").replace(
        'project = "BLUE"', 'project = "BLUE"\nhosts = ["a.example.com"]'
    )
    desk.write("syncscript.toml", settings)
    assert [(row["name"], row["line"]) for row in desk.found()] == [("unused-hosts", 16)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"instance": "A", "project": "P"}, {"instance": "B", "project": "Q"}),
        ({"instance": "A", "project": "P"}, {"instance": "A", "project": "Q"}),
        ({"instance": "A", "project": "P", "name": "Inbox"}, {"instance": "A", "project": "Q"}),
    ],
)
def test_sides_are_called_what_the_configuration_calls_them(
    left: dict[str, str], right: dict[str, str]
) -> None:
    assert side_names(left, right) == names_of_sides(SideSettings(**left), SideSettings(**right))


def test_what_is_no_table_is_no_role(desk: LintDesk) -> None:
    desk.write("syncscript.toml", "connections = 1\ninstances = [1]\nlint = 3\n")
    assert home_in(desk.folder).roles == {}
    desk.write(
        "syncscript.toml",
        "[connections]\na = 1\n[connections.b]\nleft = 1\n[connections.c.left]\noutgoing = 1\n",
    )
    assert home_in(desk.folder).roles == {}


def test_rules_that_follow_each_other_go_round(desk: LintDesk) -> None:
    desk.project()
    (role,) = home_in(desk.folder).roles["rules/blue.outgoing.sync"]
    names = ("rules/green.incoming.sync", "rules/green.outgoing.sync", "rules/blue.incoming.sync")
    assert (role.after, role.partners) == (names, names[:1])
    (role,) = home_in(desk.folder).roles["rules/green.incoming.sync"]
    assert role.after == ("rules/green.outgoing.sync", "rules/blue.incoming.sync", "rules/blue.outgoing.sync")
    assert role.partners == ("rules/blue.outgoing.sync",)


def test_a_mapping_names_the_sides_of_its_connection(desk: LintDesk) -> None:
    sides = "".join(
        f'[connections.both.{place}]\ninstance = "{name}"\nproject = "{name.upper()}"\n'
        for place, name in (("left", "Blue"), ("right", "Green"))
    )
    instances = desk.project() or desk.read("syncscript.toml").partition("[connections.both]")[0]
    desk.write("syncscript.toml", f'{instances}[connections.both]\nmapping = "m.mapping.sync"\n{sides}')
    desk.write("m.mapping.sync", "Blue.issue.summary <-> Green.issue.summary\n")
    assert desk.names("m.mapping.sync") == []
    desk.write("m.mapping.sync", "Blue.issue.summary <-> Grene.issue.summary\n")
    assert desk.names("m.mapping.sync") == ["unknown-side"]


def test_a_project_that_was_just_begun_has_nothing_to_tell(desk: LintDesk) -> None:
    assert CliRunner().invoke(syncscript, ["init"]).exit_code == 0
    assert desk.found() == []


def test_settings_that_are_typed_are_judged_as_they_are_typed(desk: LintDesk) -> None:
    desk.project()
    typed = ("--stdin-filename", "syncscript.toml", "--format", "json")
    wrong = (desk.folder / "syncscript.toml").read_text().replace('tracker = "jira-dc"', 'tracker = "jira-x"')
    (row,) = json.loads(desk.type(*typed, given=wrong).stdout)
    assert (row["file"], row["line"]) == ("syncscript.toml", 8)
    desk.write("syncscript.toml", wrong)
    assert json.loads(desk.type(*typed, given=PROJECT).stdout) == []


def test_settings_that_are_typed_before_there_is_a_file(desk: LintDesk) -> None:
    result = desk.type("--stdin-filename", "syncscript.toml", "--format", "json", given='stat = "x"\n')
    assert {row["line"] for row in json.loads(result.stdout)} == {1}


def test_a_choice_that_is_typed_and_no_rule_ends_the_run(desk: LintDesk) -> None:
    desk.project()
    given = '[lint]\nignore = ["no-such-rule"]\n'
    result = desk.type("--stdin-filename", "syncscript.toml", given=given)
    assert (result.exit_code, "syncscript.toml:2:12" in result.stderr) == (2, True)
    assert "there is no rule or group no-such-rule" in result.stderr


def test_a_byte_that_is_no_text_has_a_place(desk: LintDesk) -> None:
    (desk.folder / "a.incoming.sync").write_bytes(b"issue.summary = replica.summary\n// caf\xe9\n")
    (row,) = desk.found()
    assert (row["name"], row["line"], row["column"]) == ("not-utf8", 2, 7)


def test_after_a_move_people_are_found_by_address_alone(desk: LintDesk) -> None:
    rule = GOOD + "issue.reporter = nodeHelper.getUserByFullName(replica.reporter?.displayName)\n"
    desk.project()
    sends = "replica.summary = issue.summary\nreplica.reporter = issue.reporter\n"
    desk.write("rules/green.outgoing.sync", sends)
    desk.write("rules/blue.incoming.sync", rule)
    assert desk.names() == []
    moved = '[connections.both]\nmoved_to_cloud = "Blue"'
    desk.write("syncscript.toml", PROJECT.replace("[connections.both]", moved, 1))
    assert desk.names() == ["user-by-old-login"]


def test_what_lint_is_to_know_from_is_there(desk: LintDesk) -> None:
    desk.project('[lint]\nschemas = "schemata"\n[lint.contracts]\nGrene = "green.json"\n')
    desk.write("green.json", '{"sends": ["summary"]}')
    found = [(row["line"], row["name"], row["help"]) for row in desk.found()]
    assert [each[:2] for each in found] == [(25, "unreadable-knowledge"), (27, "unreadable-knowledge")]
    assert found[1][2].startswith("did you mean Green?")


def test_a_table_that_is_misspelt_is_told_where_it_begins(desk: LintDesk) -> None:
    desk.project('[instanses.Red]\ntracker = "jira-dc"\n')
    assert [(row["line"], row["name"]) for row in desk.found()] == [(24, "unknown-key")]
