"""Expressions that are numbers: whole ones and decimals."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.groovy.grammar_leaves import DECIMAL, WHOLE
from tests.groovy.statements import Texts, filled


def whole(inner: dict[str, Texts]) -> Texts:
    n, w, ns, m, d = inner["whole"], inner["word"], inner["numbers"], inner["map"], inner["decimal"]
    return st.one_of(
        WHOLE,
        filled("({a} {op} {b})", a=n, b=WHOLE, op=st.sampled_from(["+", "-", "%", "&", "|", "^", "<=>"])),
        filled("({a} * {b})", a=n, b=st.sampled_from(["2", "3", "(-1)", "0"])),
        filled("{a}.intdiv({b})", a=n, b=st.sampled_from(["2", "3", "(-4)"])),
        filled("({a} ** {b})", a=WHOLE, b=st.sampled_from(["0", "1", "2", "3"])),
        filled(
            "({a} {op} {b})",
            a=st.sampled_from(["1", "6", "25"]),
            b=st.sampled_from(["0", "1", "2", "3"]),
            op=st.sampled_from(["<<", ">>", ">>>"]),
        ),
        filled("{w}.{f}()", w=w, f=st.sampled_from(["size", "length"])),
        filled(
            "{w}.{f}('{p}')",
            w=w,
            f=st.sampled_from(["indexOf", "lastIndexOf", "count", "compareTo"]),
            p=st.sampled_from(["a", "b", "x", ",", "AB", "2"]),
        ),
        filled(
            "{l}.{f}",
            l=ns,
            f=st.sampled_from(
                [
                    "size()",
                    "sum()",
                    "max()",
                    "min()",
                    "count { it > 2 }",
                    "first()",
                    "indexOf(3)",
                    "findIndexOf { it < 0 }",
                    "sum { it * 2 }",
                    "inject(1) { a, b -> a + b }",
                ]
            ),
        ),
        filled("({l}[{i}] ?: 7)", l=ns, i=st.sampled_from(["0", "1", "-1", "9"])),
        filled("{m}.size()", m=m),
        filled("({a} as int)", a=d),
        filled("(({c}) ? {a} : {b})", c=inner["truth"], a=n, b=n),
    )


def decimal(inner: dict[str, Texts]) -> Texts:
    n, d = inner["whole"], inner["decimal"]
    return st.one_of(
        DECIMAL,
        filled("({a} {op} {b})", a=d, b=DECIMAL, op=st.sampled_from(["+", "-", "*", "%"])),
        filled("({a} / {b})", a=n, b=st.sampled_from(["3", "4", "7", "8", "1.5", "0.3", "(-6)"])),
        filled("({a} / {b})", a=d, b=st.sampled_from(["2", "3", "0.25", "9"])),
        filled("({a} + {b})", a=d, b=n),
        filled(
            "{a}.setScale({p}, {r})",
            a=DECIMAL,
            p=st.sampled_from(["0", "1", "2", "4"]),
            r=st.sampled_from(
                [
                    f"java.math.RoundingMode.{m}"
                    for m in ["HALF_UP", "HALF_EVEN", "UP", "DOWN", "FLOOR", "CEILING"]
                ]
            ),
        ),
        filled("{a}.round({p})", a=DECIMAL, p=st.sampled_from(["0", "1", "2"])),
        filled("({a} ** {b})", a=DECIMAL, b=st.sampled_from(["0", "2", "3"])),
        filled("{a}.abs()", a=d),
        filled("(-{a})", a=d),
        filled("({a} as BigDecimal)", a=n),
        filled("[{a}, {b}].max()", a=d, b=d),
        filled("[{a}, {b}].sum()", a=d, b=n),
    )
