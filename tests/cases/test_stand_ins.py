"""People and hosts of a recorded case: nobody is left, and the same one is the same one everywhere."""

from __future__ import annotations

import json
from typing import Any

import pytest

from syncscript.cases.stand_ins import KINDS, StandIns

ADA = {"key": "5b10a2844c20165700ede21g", "displayName": "Ada Byron", "email": "ada@corp.example.org",
       "username": None}  # fmt: skip
BOB = {"key": "JIRAUSER10100", "displayName": "Bob Smith-Jones", "email": "bob@corp.example.org",
       "username": "bsmith"}  # fmt: skip
SYNC = {"key": "sync", "displayName": "Jira Sync User", "email": "sync@corp.example.org", "username": "sync"}
DATA: dict[str, Any] = {
    "issue": {
        "key": "BLUE-1",
        "summary": "Ada told bob@corp.example.org about https://intra.corp.net:8443/x?y=1 and intra.corp.net",
        "description": "Dear Bob, [~bsmith] or [~accountid:5b10a2844c20165700ede21g] or [~ghost]; "
                       "mail Eve@else.where.org",
        "reporter": ADA,
        "labels": [{"label": "sync"}, {"label": "Adaptive"}],
        "comments": [{"id": "1", "author": BOB,
                      "body": "10.1.2.3 answers, 712020:7f0f6f4e-1111-2222-3333-444455556666"}],
        "creator": SYNC,
    },
    'nodeHelper.getUserByEmail("ada@corp.example.org")': ADA,
}  # fmt: skip


def made(*keep: str) -> Any:
    stand_ins = StandIns(keep)
    stand_ins.learn(DATA)
    return stand_ins.replaced(DATA)


def test_nobody_is_left() -> None:
    text = json.dumps(made())
    for told in ("Ada ", "Byron", "Bob", "Smith", "corp", "5b10a2844c", "JIRAUSER", "bsmith", "ghost",
                 "else.where", "10.1.2.3", "712020"):  # fmt: skip
        assert told not in text, told


def test_the_same_one_is_the_same_one() -> None:
    issue = made()["issue"]
    assert issue["reporter"] == {
        "key": "person-1", "displayName": "Person 1", "email": "person-1@example.com", "username": None,
    }  # fmt: skip
    first, _, second = issue["summary"].partition(" about ")
    assert first == "Person 1 told person-2@example.com"
    assert second == "https://host-1.example.com:8443/x?y=1 and host-1.example.com"
    assert issue["description"].startswith("Dear Person 2, [~person-2] or [~accountid:person-1] or [~person-")
    assert list(made())[1] == 'nodeHelper.getUserByEmail("person-1@example.com")'
    assert issue["comments"][0]["author"]["username"] == "person-2"


ODD: dict[str, Any] = {
    "reporter": {"key": "u1", "displayName": "Ada Byron", "email": "ada.byron@corp.example.org"},
    "assignee": {"key": "u2", "displayName": "王小明", "email": None},
    "watchers": [
        {"key": "u3", "displayName": "Jose\u0301 Nun\u0303ez-Vela"},
        {"key": "u4", "displayName": "Bo Li"},
    ],
    "customFields": {"Lead": {"value": {
        "accountId": "5b10a2844c20165700ede21a", "displayName": "Carl van der Berg",
        "avatarUrls": {"48x48": "https://avatars.corp.net/5b10a2844c20165700ede21a/48"},
    }}},
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("CV_Ada_Byron.pdf", "CV_Person 1_Person 1.pdf"),
        ("ADA BYRON and ada byron", "Person 1 and Person 1"),
        ("Ada's and Byron’s", "Person 1's and Person 1’s"),
        ("@Ada Byron, Byron Ada", "@Person 1, Person 1 Person 1"),
        ("see ada.byron on chat", "see person-1 on chat"),
        ("Ada.Byron@Corp.example.org", "person-1@example.com"),
        ("请问王小明在吗", "请问Person 2在吗"),
        ("José Nuñez-Vela", "Person 3"),
        ("Bo Li, Bo knows Li", "Person 4, Bo knows Li"),
        ("Berg told van der Berg", "Person 5 told van der Person 5"),
        ("[~JIRAUSER10900] JIRAUSER10901", "[~person-6] person-7"),
        ("corp.example.org and mail.corp.example.org", "host-2.example.com and mail.host-2.example.com"),
        ("ssh://build.corp.net:22/x HTTPS://Other.corp.net", "ssh://host-2.example.com:22/x HTTPS://host-3.example.com"),
        ("www.corp.net/a, db.intern.local", "host-2.example.com/a, host-3.example.com"),
        ("https://secure.gravatar.com/avatar/205e460b479e2e5b48aec07710c08d50?s=4",
         "https://host-2.example.com/avatar/person-6?s=4"),
        ("Adaptive byronic adage 1.2.3", "Adaptive byronic adage 1.2.3"),
    ],
)  # fmt: skip
def test_people_and_hosts_in_any_writing(text: str, replaced: str) -> None:
    stand_ins = StandIns()
    data = {**ODD, "description": text}
    stand_ins.learn(data)
    assert stand_ins.replaced(data)["description"] == replaced


def test_an_address_tells_the_name_of_who_has_no_entry() -> None:
    stand_ins = StandIns()
    data = {
        "summary": "Ask Marta Kovács, KOVÁCS said",
        "description": "marta.kovacs@mill.example.org; a Martaban; jo-desk@mill.example.org; The Desk, Jo",
    }
    stand_ins.learn(data)
    made = stand_ins.replaced(data)
    assert made["summary"] == "Ask Person 1 Person 1, Person 1 said"
    assert made["description"] == "person-1@example.com; a Martaban; person-2@example.com; The Desk, Jo"
    kept = StandIns(["people"])
    kept.learn(data)
    assert kept.replaced(data)["summary"] == data["summary"]


def test_an_address_of_an_office_changes_no_field_names() -> None:
    stand_ins = StandIns()
    data = {
        "customFields": {
            "Release Notes": {"name": "Release Notes", "value": "ask release.notes@mill.example.org"},
        },
        'nodeHelper.getUserByEmail("marta.kovacs@mill.example.org")': None, "summary": "Marta, Release Notes",
    }  # fmt: skip
    stand_ins.learn(data)
    made = stand_ins.replaced(data)
    assert made["customFields"]["Release Notes"]["name"] == "Release Notes"
    assert made["summary"] == "Person 2, Release Notes"


def test_a_picture_in_a_persons_entry_names_nobody() -> None:
    stand_ins = StandIns()
    stand_ins.learn(ODD)
    lead = stand_ins.replaced(ODD)["customFields"]["Lead"]["value"]
    assert lead == {
        "accountId": "person-5", "displayName": "Person 5",
        "avatarUrls": {"48x48": "https://host-1.example.com/person-5/48"},
    }  # fmt: skip


def test_long_words_are_looked_through_at_once() -> None:
    stand_ins = StandIns()
    data = {"description": "a-b." * 50_000 + " " + "x" * 200_000}
    stand_ins.learn(data)
    assert stand_ins.replaced(data) == data


def test_words_that_only_look_alike_stay() -> None:
    issue = made()["issue"]
    assert issue["labels"] == [{"label": "sync"}, {"label": "Adaptive"}]
    assert issue["creator"]["username"].startswith("person-")
    assert issue["key"] == "BLUE-1"


def test_twice_is_the_same() -> None:
    assert made() == made()


@pytest.mark.parametrize(
    ("keep", "stays"),
    [("people", "Ada Byron"), ("addresses", "ada@corp.example.org"), ("accounts", "JIRAUSER10100"),
     ("hosts", "intra")],
)
def test_what_is_kept(keep: str, stays: str) -> None:
    assert stays in json.dumps(made(keep))
    assert stays not in json.dumps(made(*[kind for kind in KINDS if kind != keep]))


def test_everything_is_kept() -> None:
    assert made(*KINDS) == DATA
