"""`--accept`: what a case file becomes, and that it passes then and stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from syncscript.cases.documents import read_document
from syncscript.cases.splicing import Splicer
from syncscript.cli.group import syncscript

ENTRIES = yaml.safe_load(Path(__file__).with_name("corpus_accept.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["about"] for entry in ENTRIES])
def test_what_the_file_becomes(
    entry: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.incoming.sync").write_text(entry["rule"], encoding="utf-8")
    cases = Path("r.incoming.test.yaml")
    cases.write_text(entry["text"], encoding="utf-8")
    run = CliRunner().invoke(syncscript, ["test", "--accept"])
    assert cases.read_text(encoding="utf-8") == entry["becomes"], run.output
    assert run.exit_code == 0, run.output
    assert CliRunner().invoke(syncscript, ["test", "--accept"]).exit_code == 0
    assert cases.read_text(encoding="utf-8") == entry["becomes"]


def test_what_can_be_accepted_is_although_another_case_shares_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.incoming.sync").write_text("issue.summary = replica.summary + '!'", encoding="utf-8")
    cases = Path("r.incoming.test.yaml")
    text = (
        "cases:\n- name: a\n  given: {replica: {summary: &s s}}\n  expect: {fields: {summary: *s}}\n"
        "- name: b\n  given: {replica: {summary: t}}\n  expect: {fields: {summary: \"t\"}} # c\n"
    )
    cases.write_text(text, encoding="utf-8")
    run = CliRunner().invoke(syncscript, ["test", "--accept"])
    assert (run.exit_code, cases.read_text(encoding="utf-8")) == (1, text.replace('"t"', '"t!"'))
    assert "r.incoming.test.yaml:2:3: error[K140]" in run.output and "accepted 1 in" in run.output


def test_a_shared_value_is_not_changed_for_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.incoming.sync").write_text("issue.summary = replica.summary", encoding="utf-8")
    cases = Path("r.incoming.test.yaml")
    text = (
        "cases:\n- name: a\n  given: {replica: {summary: s}}\n  expect: &x {fields: {summary: s}}\n"
        "- name: b\n  given: {replica: {summary: t}}\n  expect: *x\n"
    )
    cases.write_text(text, encoding="utf-8")
    run = CliRunner().invoke(syncscript, ["test", "--accept"])
    assert (run.exit_code, cases.read_text(encoding="utf-8")) == (1, text)
    assert "K140" in run.output


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**6), 10**6), st.text(max_size=12),
    st.sampled_from(["No", "1e5", "2026-01-31", "~", "a: b", "- x", "#", "a\nb\n", " a", "a\n\n", "'", '"',
                     "null", "+.5"]),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
PLACES = [("a",), ("b", "c", "d"), ("b", "c", "e"), ("b", "f"), ("b", "f", 0, "g"), ("b", "f", 1), ("i",),
          ("b", "new"), ("new",), ("b", "c", "new")]  # fmt: skip
TEXT = """\
# head
a: 1 # one
b:
  c: {d: [x, "y"], e: 2}   # flow
  # before f
  f:
    - g: |
        text
        more

    - h  # last
i: 'q'
"""


@settings(max_examples=150, deadline=None)
@given(VALUES, st.sampled_from(PLACES))
def test_any_value_at_any_place(value: Any, path: tuple[Any, ...]) -> None:
    from syncscript.cases.tables import placed

    document = read_document(TEXT, "x")
    wanted = placed(document.data, path, value)
    splicer = Splicer(document)
    splicer.change((), document.data, wanted)
    text = splicer.result()
    assert read_document(text, "x").data == wanted, text
    assert text.startswith("# head\n")
    if path[0] != "b":
        assert "# before f" in text and "# flow" in text


def test_ends_of_lines_and_wide_letters_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.incoming.sync").write_text("issue.summary = 'new'", encoding="utf-8")
    cases = Path("r.incoming.test.yaml")
    text = '\ufeffcases:\r\n- {name: "\U0001f600 ü", expect: {fields: {summary: "ö"}}} # ß\r\n'
    cases.write_bytes(text.encode())
    assert CliRunner().invoke(syncscript, ["test", "--accept"]).exit_code == 0
    assert cases.read_bytes().decode() == text.replace("ö", "new")
