"""What is offered and told at the place of the cursor, `¦`."""

from __future__ import annotations

import pytest

from syncscript.language.assist import completions, description_at
from tests.editors.sides import marked

OFFERED = [
    ("issue.¦", "summary priority customFields comments", "name"),
    ("if (x) { replica.pri¦ }", "priority summary", "name"),
    ("issue.customFields.¦", 'Severity "Story_Points"', "summary"),
    ("def i = issue\ni.¦", "summary", "name"),
    ("issue.reporter?.¦", "email displayName", "name"),
    ("issue.priority.¦", "name", "email"),
    ("issue.customFields.Severity.¦", "value", "each"),
    ("issue.components.¦", "collect find", "name"),
    ("issue.summary.¦", "toUpperCase", "collectEntries"),
    ('issue.summary = "$issue.¦"', "key summary", "collect"),
    ('issue.summary = "$issue.reporter.¦"', "email", "summary"),
    ('issue.summary = "a ${issue.¦} b"', "key summary", "High"),
    ('issue.customFields["Severity"]?.¦', "value", "collect"),
    ("def p = issue.reporter\np?.¦", "email", "summary"),
    ("replica.comments.findAll { it.¦ }", "body internal author", "filename"),
    ("def a = replica.attachments\na.each { x(); it.¦", "filename", "body"),
    ("{ it.¦ }", "collect", "body"),
    ("replica.comments.each { c -> c.¦ }", "body internal author", "filename"),
    ("replica.comments.each { Comment c -> if (c) { c.¦", "body", "filename"),
    ("replica.comments.each { if (it.internal) { it.¦ } }", "body", "filename"),
    ("replica.comments.each({ c -> c.¦ })", "body", "filename"),
    ("replica.comments.eachWithIndex { c, n -> n.¦ }", "collect", "body"),
    ('replica?.comments?.collect { c -> "${c.¦', "body", "filename"),
    ("for (c in replica.comments) { c.¦ }", "body", "filename"),
    ("for (Comment c : issue.attachments) { x; c.¦", "filename", "body"),
    ("for (c in replica.comments) { x }\nc.¦", "collect", "body"),
    ("replica.comments.each { c -> replica.attachments.each { a -> c.¦", "body", "filename"),
    ("nodeHelper.¦", "getPriority", "mergeComments"),
    ("Math.¦", "max", "summary"),
    ("[1, 2].¦", "collect", "summary"),
    ("def late = 1\ndef f = { a -> ¦ }", "late a issue nodeHelper def null", "summary"),
    ("{ b -> b }\n¦", "issue", "b"),
    ("new ¦", "Date", "issue"),
    ("// issue.¦", "", "summary"),
    ('issue.summary = "a ¦ b"', "", "High"),
    ('issue.priority = nodeHelper.getPriority("¦")', "High Low", "P1"),
    ('issue.priority = nodeHelper.getPriority("Hi¦', "High Low", "P1"),
    ("if (replica.priority?.name == '¦') { x }", "P1 P2", "High"),
    ('if (issue.status?.name in ["Open", "¦"]) { x }', "Open Done", "High"),
    ('issue.setStatus("¦")', "Open Done", "High"),
    ('issue.priority = ["P1": "¦"][replica.priority?.name]', "High Low", "P1"),
    ('issue.priority = ["¦": "High"][replica.priority?.name]', "P1 P2", "High"),
    ('def map = ["P1": "¦"]\nissue.priority = map[replica.priority.name]', "High", "P1"),
    ('def map = ["¦": "High"]\nissue.priority = map[replica.priority.name] ?: "Low"', "P1", "High"),
    ('def map = ["P1": "High"]\nissue.priority = map.getOrDefault(x, "¦")', "Low", "P1"),
    ('issue.customFields.Severity.value = "¦"', "S1 S2", "High"),
    ('issue.customFields."Severity".value = nodeHelper.getOption(issue, "Severity", "¦")', "S1 S2", "High"),
    ('issue.customFields."¦".value = 1', "Severity Story_Points", "summary"),
    ('issue.customFields["¦"].value = 1', "Severity Story_Points", "summary"),
    ('switch (issue.priority.name) { case "¦": break }', "High Low", "P1"),
    ('def p = "¦"\nissue.priority = nodeHelper.getPriority(p)', "High Low", "P1"),
    ("issue.components = [[name: '¦']]", "Engine Wheels", "High"),
    ("issue.priority = [name: '¦']", "High Low", "P1"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "there", "missing"), OFFERED)
def test_offers(text: str, there: str, missing: str) -> None:
    rule, offset = marked(text)
    found = {(offer.text or offer.label) for offer in completions(rule, offset)}
    assert {name.replace("_", " ") if "_" in name else name for name in there.split()} <= found
    assert missing not in found
    assert bool(found) or not there


@pytest.mark.parametrize(
    ("text", "there", "missing"),
    [
        ("Blue.¦", "issue", "summary"),
        ("Blue.issue.¦", "priority", "issue"),
        ("Blue.issue.pri¦ <-> Green.issue.priority", "priority", "issue"),
        ("¦", "Blue Green", "summary"),
        ('Blue.issue.priority <-> Green.issue.priority { "¦" <-> "P1" }', "High", "P1"),
        ('Blue.issue.priority <-> Green.issue.priority { "High" -> "¦" }', "P1", "High"),
        ('Blue.issue.customFields."¦" = Green.issue.summary', "Severity", "summary"),
    ],
)
def test_offers_in_a_mapping(text: str, there: str, missing: str) -> None:
    rule, offset = marked(text, "mapping")
    found = {offer.label for offer in completions(rule, offset)}
    assert set(there.split()) <= found
    assert missing not in found


def test_the_replica_of_an_outgoing_rule_is_filled_from_here() -> None:
    rule, offset = marked("replica.priority = '¦'", "outgoing")
    assert {offer.label for offer in completions(rule, offset)} == {"High", "Low"}


@pytest.mark.parametrize("text", ["¦", "'¦", "issue.¦ = (", '"${¦', "}¦{", "issue..¦", "a?.b.¦", '"""¦'])
def test_broken_texts_are_offered_something_or_nothing(text: str) -> None:
    rule, offset = marked(text)
    completions(rule, offset)
    description_at(rule, offset)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nodeHelper.getPri¦ority('x')", "nodeHelper.getPriority(priority"),
        ("issue.prio¦rity = 1", "**priority** in Blue: option"),
        ("replica.priority¦", "Values: P1, P2."),
        ("issue.customFields.'Sto¦ry Points'.value", "number, customfield_10016"),
        ("issue.created¦", "read-only"),
        ("def late = 5\nla¦te", "def late = 5"),
        ("[1].colle¦ct { it }", "List"),
        ("nodeHel¦per.x", "getPriority"),
        ('issue.priority = nodeHelper.getPriority("Hi¦gh")', "High: a value of **priority** in Blue"),
        ('issue.priority = nodeHelper.getPriority("P¦1")', "**not** a value"),
    ],
)
def test_what_is_told(text: str, words: str) -> None:
    rule, offset = marked(text)
    told = description_at(rule, offset)
    assert told is not None
    assert words in told.text


@pytest.mark.parametrize("text", ["5¦", "foo¦", "'te¦xt'", "issue.summary.no¦such()", "x +¦ 1"])
def test_what_is_not_known_is_not_told(text: str) -> None:
    assert description_at(*marked(text)) is None
