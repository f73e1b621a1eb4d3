"""`syncscript backbone merge` and `swap` as a person types them, and their laws."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from syncscript.backbone import FIRST, Export, Side, read_export
from syncscript.backbone.leaving_out import only_matched
from syncscript.backbone.merging import merge, swap
from syncscript.backbone.rekeying import rekeyed
from syncscript.backbone.writing import document_of, pieces_of
from tests.backbone.exports import as_bytes, document, entry
from tests.backbone.generated import Sides, pairs_of_exports
from tests.backbone.merges import ELM, OAK, merging, put, run, written


@pytest.mark.parametrize(("migrating", "sides"), [("primary", (ELM, OAK)), ("secondary", (OAK, ELM))])
def test_the_side_that_stays_comes_first(folder: Path, migrating: str, sides: Any) -> None:
    ended = merging(folder, migrating=migrating)
    assert (ended.exit_code, "error" in ended.stderr, "warning" in ended.stderr) == (0, False, False)
    assert written(folder) == document(*sides)
    assert (folder / "out.json").read_text("utf-8") == json.dumps(document(*sides), indent=2) + "\n"
    stays = "ELM" if migrating == "primary" else "OAK"
    assert f"In project {stays}, the side that stays" in ended.stdout
    assert "project = OAK and backbone.remoteKey is not empty" in ended.stdout
    assert "CON-7-OAK" in ended.stdout and "CON-9-ELM" in ended.stdout


def test_the_searches_are_such_that_jira_reads_them(folder: Path) -> None:
    put(folder, "oak.json", [entry(1, "OAK", "ORDER"), entry(2, "YEW", "ORDER")])
    put(folder, "elm.json", [entry(1, "ORDER", "OAK"), entry(2, "ORDER", "YEW")])
    told = merging(folder, "--allow-moved", "--allow", "BB006", out="a b.json").stdout
    assert '\n     project = "ORDER" and backbone.remoteKey is not empty\n' in told
    assert "\n     project in (OAK, YEW) and backbone.remoteKey is not empty\n" in told
    assert "2 issues of ORDER (secondary) and 2 issues of OAK or YEW (primary) are" in told
    assert "import '" in told and "a b.json' --connection NAME --dry-run" in told


def test_nothing_is_to_be_done_with_no_pairs(folder: Path) -> None:
    put(folder, "oak.json", [])
    put(folder, "elm.json", [])
    told = merging(folder)
    assert (told.exit_code, written(folder)) == (0, document([], []))
    assert "There is no pair in it" in told.stdout and "?" not in told.stdout


def test_errors_keep_it_from_being_written_unless_allowed(folder: Path) -> None:
    put(folder, "elm.json", ELM[:1])
    assert (merging(folder).exit_code, (folder / "out.json").exists()) == (1, False)
    assert merging(folder, "--allow", "BB020").exit_code == 0
    assert merging(folder, "--allow", "BB999").exit_code == 2
    ended = merging(folder, "--only-matched", "--force")
    assert (ended.exit_code, "warning[BB020] primary OAK-2→ELM-2" in ended.stderr) == (0, True)
    assert written(folder) == document(ELM[:1], OAK[1:])


def test_the_same_file_twice_is_found(folder: Path) -> None:
    put(folder, "elm.json", OAK)
    ended = merging(folder)
    assert (ended.exit_code, "BB023" in ended.stderr) == (1, True)


def test_a_file_with_both_sides_needs_a_choice(folder: Path) -> None:
    (folder / "elm.json").write_bytes(as_bytes(document(OAK, ELM)))
    ended = merging(folder)
    assert (ended.exit_code, "BB078" in ended.stderr) == (1, True)
    assert merging(folder, "--take", "second").exit_code == 0
    assert written(folder) == document(ELM, OAK)


def test_the_first_project_can_be_demanded(folder: Path) -> None:
    assert merging(folder, "--first-project", "ELM").exit_code == 0
    ended = merging(folder, "--first-project", "OAK", "--force", "--report", str(folder / "report"))
    assert (ended.exit_code, "BB077" in ended.stderr) == (1, True)
    assert "BB077" in (folder / "report").read_text()
    put(folder, "elm.json", [*ELM, entry(3, "YEW", "OAK", connectorKey="CON-9-ELM")])
    moved = ("--force", "--only-matched", "--allow-moved", "--first-project")
    assert [merging(folder, *moved, key).exit_code for key in ("ELM", "YEW")] == [0, 1]


def test_what_stands_beside_the_sides_is_kept_that_of_the_primary_first(folder: Path) -> None:
    (folder / "oak.json").write_bytes(as_bytes({**document(OAK), "a": 1, "b": 1}))
    (folder / "elm.json").write_bytes(as_bytes({"c": 2, "a": 2, **document(ELM)}))
    ended = merging(folder)
    assert "info[BB060] secondary: unknown key 'c'" in ended.stderr
    assert "warning[BB060] secondary: 'a' has another value" in ended.stderr
    assert list(written(folder).items())[2:] == [("a", 1), ("b", 1), ("c", 2)]


def test_swapped_sides_are_written(folder: Path) -> None:
    assert merging(folder).exit_code == 0
    assert run("swap", folder / "out.json", "-o", folder / "swapped.json").exit_code == 0
    assert json.loads((folder / "swapped.json").read_text("utf-8")) == document(OAK, ELM)
    assert run("swap", folder / "oak.json", "-o", folder / "swapped.json", "--force").exit_code == 1


def exports_of(sides: Sides) -> tuple[Export, Export]:
    first, second = (Export((Side(FIRST, entries),), "object") for entries in sides)
    return first, second


@given(pairs_of_exports())
def test_the_two_cases_are_each_other_swapped_and_read_again(sides: Sides) -> None:
    one = merge("primary", *exports_of(sides))
    assert one == swap(merge("secondary", *exports_of(sides)))
    for compact in (False, True):
        text = b"".join(pieces_of(one, compact=compact))
        assert text == b"".join(pieces_of(one, compact=compact)) and text.endswith(b"}\n")
        assert document_of(read_export(text)) == document(sides[1], sides[0])


@given(pairs_of_exports())
def test_only_the_unmatched_are_left_out(sides: Sides) -> None:
    first, second = sides
    cut = first[: len(first) // 2]
    kept = only_matched(Side("a", cut), Side("b", second))
    known = {each["localIssueKey"] for each in cut}
    assert kept[0].side.entries == cut
    if cut:
        assert kept[1].side.entries == [each for each in second if each["remoteIssueKey"] in known]


@given(pairs_of_exports())
def test_new_keys_and_back_is_nothing(sides: Sides) -> None:
    first, second = (Side(name, entries) for name, entries in zip("ab", sides, strict=True))
    there = rekeyed(first, second, {"OAK": "ASH", "ELM": "YEW", "OA": "X"})
    assert all(each["localIssueKey"].startswith("ASH-") for each in there[0].entries)
    assert rekeyed(*there, {"ASH": "OAK"}) == (first, second)
