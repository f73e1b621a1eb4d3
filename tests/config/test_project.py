"""Reading a project, and every mistake in it with file, line, key and next act."""

from __future__ import annotations

from pathlib import Path

import pytest

from syncscript.config import find_project, load_project
from syncscript.model import Diagnostic, DiagnosticError
from tests.config.projects import write_project


def mistakes(folder: Path) -> list[Diagnostic]:
    with pytest.raises(DiagnosticError) as caught:
        load_project(folder)
    return list(caught.value.diagnostics)


def only_mistake(folder: Path) -> Diagnostic:
    found = mistakes(folder)
    assert len(found) == 1, [str(m) for m in found]
    return found[0]


def line_of(folder: Path, text: str) -> int:
    lines = (folder / "syncscript.toml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_a_new_project_has_no_mistakes(tmp_path: Path) -> None:
    project = load_project(write_project(tmp_path))
    connection = project.settings.connections["blue-green"]
    assert connection.side_names == ("BlueJira", "GreenJira")
    assert project.state_path == tmp_path / ".syncscript/state.db"
    assert project.warnings == ()
    assert "replica.summary" in project.rule_text("rules/blue.outgoing.sync")


def test_the_nearest_project_above_is_found(tmp_path: Path) -> None:
    write_project(tmp_path)
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert find_project(deep) == tmp_path


def test_no_project_says_how_to_start_one(tmp_path: Path) -> None:
    with pytest.raises(DiagnosticError) as caught:
        find_project(tmp_path)
    assert "syncscript init" in caught.value.diagnostics[0].help


@pytest.mark.parametrize(
    ("old", "new", "code", "at", "words"),
    [
        ('url = "https://blue', 'ulr = "https://blue', "C102", "ulr", "instances.BlueJira.ulr"),
        ("removals = 0.2", "removal = 0.2", "C102", "removal", 'did you mean "removals"?'),
        ('tracker = "jira-dc"', 'tracker = "trac"', "C104", 'tracker = "trac"', "'jira-cloud' or 'jira-dc'"),
        ("removals = 0.2", 'removals = "many"', "C104", "many", "removals = 0.2"),
        ("removals = 0.2", "removals = 2", "C104", "removals = 2", "less than or equal to 1"),
        ('"https://blue.example.com"', '"blue.example.com"', "C106", "blue.example.com", "https://"),
        ('instance = "GreenJira"', 'instance = "GreenJra"', "C120", "GreenJra", 'did you mean "GreenJira"?'),
        ('side = "GreenJira"', 'side = "Grn"', "C121", '"Grn"', "BlueJira, GreenJira"),
        ('"rules/green.outgoing.sync"', '"rules/none.sync"', "C123", "none.sync", "there is no file"),
        ('"rules/green.outgoing.sync"', '"../x.sync"', "C106", "../x.sync", "inside the project"),
        ('email = "sync@example.com"\n', "", "C110", "[instances.BlueJira]", "email is missing"),
        ('token = "env:GREEN_TOKEN"', 'token = "env:G"\nca_file = "no.pem"', "C112", "no.pem", "PEM"),
        ('project = "GREEN"', "project = 7", "C104", "project = 7", "valid string"),
        ("removals = 0.2", 'removals = "0.2"', "C104", "removals =", "valid number"),
        ("removals = 0.2", "doubt_seconds = true", "C104", "doubt_seconds", "valid number"),
        ("removals = 0.2", "sweep_hours = 0", "C104", "sweep_hours", "greater than or equal to 0.25"),
        ('query = "labels = sync"', 'query = " "', "C106", 'query = " "', "every issue"),
        ("[instances.GreenJira]", "[instances.BlueJira] # 2", "C101", "# 2", "instances.BlueJira stands"),
        ('project = "BLUE"', 'project = "A"\nproject = "B"', "C101", 'project = "B"', "twice"),
        ('project = "BLUE"', 'project = "BLUE', "C101", 'project = "BLUE', 'write " at its end'),
        ('project = "BLUE"', "project = BLUE", "C101", "project = BLUE", '"double quotes"'),
    ],
)
def test_each_mistake_names_place_key_and_next_act(
    tmp_path: Path, old: str, new: str, code: str, at: str, words: str
) -> None:
    folder = write_project(tmp_path, (old, new))
    found = {mistake.code: mistake for mistake in mistakes(folder)}
    mistake = found[code]
    assert mistake.span is not None
    assert (mistake.span.file, mistake.span.line) == ("syncscript.toml", line_of(folder, at))
    assert words in f"{mistake.message} {mistake.help}"
    assert mistake.help


def test_all_mistakes_are_told_at_once_in_file_order(tmp_path: Path) -> None:
    folder = write_project(
        tmp_path,
        ('tracker = "jira-cloud"', 'tracker = "x"'),
        ("removals = 0.2", "workers = 0"),
        ('instance = "GreenJira"', 'instance = "Other"'),
        ('notes = "put', 'note = "put'),
    )
    assert [m.code for m in mistakes(folder)] == ["C104", "C120", "C102", "C104"]


def test_a_misspelled_key_is_told_once(tmp_path: Path) -> None:
    mistake = only_mistake(write_project(tmp_path, ("query =", "qurey =")))
    assert mistake.help == 'did you mean "query"?'


def test_whole_numbers_do_where_fractions_may_stand(tmp_path: Path) -> None:
    policies = load_project(write_project(tmp_path, ("removals = 0.2", "removals = 1")))
    assert policies.settings.connections["blue-green"].policies.removals == 1


def test_a_literal_token_is_refused_and_never_shown(tmp_path: Path) -> None:
    mistake = only_mistake(write_project(tmp_path, ("env:BLUE_TOKEN", "canary-token-123")))
    assert mistake.code == "C105"
    assert "env:BLUE_TOKEN" in mistake.help
    assert "canary" not in str(mistake)


def test_credentials_in_the_address_are_refused_and_never_shown(tmp_path: Path) -> None:
    mistake = only_mistake(write_project(tmp_path, ("https://green.", "https://me:canary@green.")))
    assert mistake.code == "C105"
    assert "canary" not in str(mistake)


def test_broken_toml_names_line_and_column(tmp_path: Path) -> None:
    folder = write_project(tmp_path, ('project = "BLUE"', 'project = "BLUE'))
    mistake = only_mistake(folder)
    assert mistake.code == "C101"
    assert mistake.span is not None
    assert mistake.span.line == line_of(folder, 'project = "BLUE')


def test_broken_toml_in_a_token_line_does_not_show_it(tmp_path: Path) -> None:
    mistake = only_mistake(write_project(tmp_path, ('"env:BLUE_TOKEN"', '"canary')))
    assert "canary" not in str(mistake)


def test_a_mapping_takes_the_place_of_both_files(tmp_path: Path) -> None:
    folder = write_project(
        tmp_path,
        (
            "[connections.blue-green.left]",
            '[connections.blue-green]\nmapping = "rules/m.mapping.sync"\n[connections.blue-green.left]',
        ),
    )
    (folder / "rules/m.mapping.sync").write_text("", encoding="utf-8")
    assert {m.code for m in mistakes(folder)} == {"C124"}


def test_the_side_that_moved_to_the_cloud_is_one_of_the_two(tmp_path: Path) -> None:
    place = "[connections.blue-green.left]"
    moved = f'[connections.blue-green]\nmoved_to_cloud = "GreenJira"\n{place}'
    folder = write_project(tmp_path / "right", (place, moved))
    assert load_project(folder).settings.connections["blue-green"].moved_to_cloud == "GreenJira"
    mistake = only_mistake(write_project(tmp_path / "wrong", (place, moved.replace("Green", "Grey"))))
    assert mistake.code == "C125" and "GreenJira" in mistake.help


def test_a_side_without_rules_is_told_what_to_name(tmp_path: Path) -> None:
    mistake = only_mistake(write_project(tmp_path, ('incoming = "rules/blue.incoming.sync"\n', "")))
    assert "connections.blue-green.left.incoming is missing" in mistake.message
    assert "rules/blue.incoming.sync" in mistake.help


def test_one_instance_on_both_sides_goes_by_project_keys(tmp_path: Path) -> None:
    folder = write_project(
        tmp_path,
        ('instance = "GreenJira"', 'instance = "BlueJira"'),
        ('side = "BlueJira"', 'side = "BLUE"'),
        ('side = "GreenJira"', 'side = "GREEN"'),
    )
    assert load_project(folder).settings.connections["blue-green"].side_names == ("BLUE", "GREEN")


def test_the_same_project_on_both_sides_needs_names(tmp_path: Path) -> None:
    changes = (
        ('instance = "GreenJira"\nproject = "GREEN"', 'instance = "BlueJira"\nproject = "BLUE"'),
        ('side = "BlueJira"', 'side = "BLUE"'),
        ('side = "GreenJira"', 'side = "BLUE"'),
    )
    mistake = only_mistake(write_project(tmp_path, *changes))
    assert mistake.code == "C122"
    assert 'name = "Inbox"' in mistake.help


def test_plain_http_to_another_machine_is_a_warning(tmp_path: Path) -> None:
    project = load_project(write_project(tmp_path, ("https://green.", "http://green.")))
    assert [w.code for w in project.warnings] == ["C113"]
    local = write_project(tmp_path, ("https://green.example.com", "http://127.0.0.1:8080"))
    assert load_project(local).warnings == ()


def test_an_empty_file_names_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "syncscript.toml").write_text("", encoding="utf-8")
    assert {m.message for m in mistakes(tmp_path)} == {"instances is missing", "connections is missing"}


@pytest.mark.parametrize(
    "address",
    ["https://blue:99999999", "https://blue:abc", "https://[::1", "https://bl ue", "https://blue:0"],
)
def test_an_address_that_is_none_is_told_before_anybody_calls_it(tmp_path: Path, address: str) -> None:
    folder = write_project(tmp_path, ("https://blue.example.com", address))
    found = only_mistake(folder)
    assert (found.code, found.span and found.span.line) == ("C106", line_of(folder, "url ="))
    assert "its host or its port" in found.message


@pytest.mark.parametrize(
    ("token", "code"), [("env:", "C106"), ("keyring:x", "C106"), ("env:canary x", "C105"), ("canary", "C105")]
)
def test_a_reference_that_is_none_is_never_repeated(tmp_path: Path, token: str, code: str) -> None:
    found = only_mistake(write_project(tmp_path, ("env:BLUE_TOKEN", token)))
    assert found.code == code
    assert "canary" not in str(found)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    file = write_project(tmp_path) / "syncscript.toml"
    file.write_text(file.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert load_project(tmp_path).settings.connections


def test_text_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    project = load_project(write_project(tmp_path))
    rule = tmp_path / "rules/blue.incoming.sync"
    rule.write_bytes(b"issue.summary = 'x'\n// M\xfcller\n")
    with pytest.raises(DiagnosticError) as caught:
        project.rule_text("rules/blue.incoming.sync")
    assert "rules/blue.incoming.sync:2:5" in str(caught.value)
    assert "UTF-8" in caught.value.diagnostics[0].help
    settings = tmp_path / "syncscript.toml"
    settings.write_bytes(b"# \xff\n")
    assert "syncscript.toml:1:3" in str(only_mistake(tmp_path))


def test_a_project_without_connections_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "syncscript.toml").write_text("[instances]\n[connections]\n", encoding="utf-8")
    assert [m.message for m in mistakes(tmp_path)] == ["instances is empty", "connections is empty"]


def test_a_path_with_a_null_is_told(tmp_path: Path) -> None:
    folder = write_project(tmp_path, ("[instances.BlueJira]", 'state = "a\\u0000"\n[instances.BlueJira]'))
    assert only_mistake(folder).code == "C106"


def test_a_folder_in_place_of_a_rule_file(tmp_path: Path) -> None:
    found = only_mistake(write_project(tmp_path, ("rules/blue.outgoing.sync", "rules")))
    assert "rules is a folder" in found.message
