"""Tables follow the terminal's width, and wide characters take two columns."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from syncscript.cli.show.paint import Paint
from syncscript.cli.show.status import connections_text
from syncscript.cli.show.tables import table_text
from syncscript.cli.show.values import value_text
from syncscript.cli.show.widths import cells, cut, padded, terminal_width

WORDS = "several words that may well need more than one line of a narrow terminal"
ROWS = [["BLUE-1", WORDS], ["BLUE-22", "日本語の要約とても長い 🚀 done"], ["B-3", "e\u0301tude"]]
COUNTS = ("pairs", "queued", "events", "failed", "doubtful", "waiting", "conflicts")


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal_and_the_frame_is_straight(width: int) -> None:
    table = table_text(["key", "summary"], ROWS, title="T", ruled=True, width=width)
    lines = table.splitlines()
    assert max(map(cell_len, lines)) <= width
    assert len({cell_len(line) for line in lines[1:]}) == 1
    shown = [line.strip("│").split("│")[1].strip() for line in lines if line.startswith("│")]
    assert WORDS in " ".join(shown), "words stay whole, and all of them are there"
    assert "done" in table


def test_where_words_would_break_rows_are_told_as_lists() -> None:
    table = table_text(["key", "conflicts", "queued"], [["BLUE-1", "3", "4"]], ruled=True, width=25)
    assert table == "key        BLUE-1\nconflicts  3\nqueued     4\n"


def test_columns_without_a_terminal_are_aligned_by_what_is_seen() -> None:
    lines = table_text(["a", "b"], [["日本", "x"], ["ab", "y"], ["🚀", "z"]]).splitlines()
    assert {cell_len(line[: line.index(mark)]) for line, mark in zip(lines, "bxyz", strict=True)} == {6}


def test_without_a_terminal_a_fact_is_a_line() -> None:
    assert table_text(["a", "b"], [["one\ntwo", "x" * 300]]).count("\n") == 2


def connection(name: str) -> dict[str, object]:
    return {"connection": name, **dict.fromkeys(COUNTS, 0), "last_run": None, "problems": [], "troubled": [],
            "open": []}  # fmt: skip


def test_status_fits_any_terminal() -> None:
    data = {"connections": [connection("blue-green"), connection("日本-green")]}
    for width in (40, 80, 100, 132):
        lines = connections_text(data, Paint(), width).splitlines()
        assert max(map(cell_len, lines)) <= width
    assert connections_text(data, Paint(), None).count("\n") == 3


def test_the_width_is_the_terminals_or_what_columns_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "77")
    assert terminal_width() == 77
    monkeypatch.delenv("COLUMNS")
    assert terminal_width() >= 1


def test_texts_are_measured_padded_and_cut_by_columns() -> None:
    assert (cells("abc"), cells("日本"), cells("e\u0301")) == (3, 4, 1)
    assert padded("日", 4) == "日  "
    assert (cut("日本語", 5), cut("日本語", 6), cut("abc", 2)) == ("日本", "日本語", "ab")
    assert value_text("語" * 40) == '"' + "語" * 36 + '…" (40 characters)'
