"""Imports and annotations: what is there anyway says nothing, what is ignored is told once."""

from __future__ import annotations

import pytest

from syncscript.language import compile


@pytest.mark.parametrize("text", [
    "import groovy.json.JsonOutput",
    "import groovy.json.*",
    "import java.text.SimpleDateFormat",
    "import java.util.Date",
    "import java.time.*",
    "import java.util.regex.Matcher",
    "import java.sql.Timestamp",
    "import com.exalate.api.domain.IIssueKey",
    "import static java.lang.Math.max",
    "import groovy.transform.Field\n@Field int x = 1",
    "@Deprecated def f() { 1 }",
])
def test_what_a_rule_has_anyway_is_not_told(text: str) -> None:
    assert [w.code for w in compile(f"{text}\nissue.summary = 'a'", kind="incoming").warnings] == []


@pytest.mark.parametrize(("text", "code", "words"), [
    ("import com.atlassian.jira.component.ComponentAccessor", "SEM115", "nodeHelper"),
    ("import javax.crypto.Cipher", "SEM115", "secrets"),
    ("import org.jsoup.nodes.*", "SEM115", "stripHtml"),
    ("import some.company.Tool", "SEM115", "remove it"),
    ("import static some.company.Tool.help", "SEM115", "remove it"),
    ("@groovy.transform.AutoClone\nclass A { }", "SYN029", "remove it"),
])
def test_what_is_ignored_is_told_once(text: str, code: str, words: str) -> None:
    (told,) = compile(f"{text}\nissue.summary = 'a'", kind="incoming").warnings
    assert (told.code, told.span and told.span.line) == (code, 1)
    assert words in told.help
