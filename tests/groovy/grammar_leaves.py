"""The plainest expressions of each kind, of which `grammar` makes the others."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.groovy.statements import Texts


def literal_list(items: Texts, least: int = 0) -> Texts:
    return st.lists(items, min_size=least, max_size=4).map(lambda drawn: f"[{', '.join(drawn)}]")


WHOLE = st.integers(-12, 25).map(lambda n: f"({n})" if n < 0 else str(n))
DECIMAL = st.sampled_from(["0.5", "1.5", "2.25", "10.0", "0.10", "3.75", "(-1.5)", "100.00", "0.125", "7.0"])
WORD = st.sampled_from(
    [
        "'abc'",
        "'Hello World'",
        "''",
        "'x'",
        "'a,b,c'",
        "' pad '",
        "'ABC-12'",
        "'42'",
        "'banana'",
        '"z${1 + 1}"',
    ]
)
NUMBERS = literal_list(WHOLE)
WORDS = literal_list(WORD)
MAPS = st.sampled_from(
    ["[:]", "[a: 1]", "[a: 1, b: 2, c: 3]", "[x: 'y', 'k l': 5]", "[b: [c: 4], a: 0]", "[n: null]"]
)
