"""Expressions that are lists of numbers, maps, and truths about all kinds."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.groovy.grammar_leaves import MAPS, NUMBERS, WHOLE, WORD
from tests.groovy.statements import Texts, filled


def numbers(inner: dict[str, Texts]) -> Texts:
    n, w, ns = inner["whole"], inner["word"], inner["numbers"]
    step = [
        "sort()",
        "reverse()",
        "unique()",
        "collect{it*2}",
        "findAll{it%2==0}",
        "take(2)",
        "drop(1)",
        "tail()",
        "init()",
        "flatten()",
        "sort{-it}",
        "sort{a,b->b<=>a}",
        "collect{it+1}",
        "collectMany{[it,-it]}",
        "takeWhile{it<9}",
        "dropWhile{it<9}",
        "plus(4)",
        "minus(3)",
        "intersect([1,2,3,4,5])",
        "findResults{it>2?it:null}",
        "toSorted()",
        "subList(0,1)",
        "withIndex()*.get(0)",
        "dropRight(1)",
        "takeRight(2)",
        "multiply(2)",
        "findIndexValues{it>1}",
        "collate(2)*.sum()",
        "each{}",
        "asImmutable()",
        "toSet().toList()",
        "grep{it}",
        "swap(0,0)",
        "indices.toList()",
    ]
    return st.one_of(
        NUMBERS,
        filled("{l}.{f}", l=ns, f=st.sampled_from(step)),
        filled("({l} + {x})", l=ns, x=st.one_of(n, ns)),
        filled("({l} - {x})", l=ns, x=st.one_of(WHOLE, NUMBERS)),
        filled("({a}..{b})", a=st.sampled_from(["0", "1", "3", "(-2)"]), b=st.sampled_from(["2", "4", "0"])),
        filled(
            "({a}..<{b}).toList()", a=st.sampled_from(["0", "1", "3"]), b=st.sampled_from(["2", "4", "1"])
        ),
        filled("[*{l}, {n}]", l=ns, n=n),
        filled("{w}.split(',')*.size()", w=WORD),
        filled("{ws}*.length()", ws=inner["words"]),
        filled(
            "{l}[{i}]",
            l=st.just("[4, 5, 6, 7]"),
            i=st.sampled_from(["0..1", "-2..-1", "1..<3", "2..0", "0, 2"]),
        ),
        filled("({l} << {n})", l=NUMBERS, n=n),
        filled("{w}.findAll(/\\d/)*.toInteger()", w=w),
    )


def mapping(inner: dict[str, Texts]) -> Texts:
    n, w, ws, ns, m = (inner[k] for k in ("whole", "word", "words", "numbers", "map"))
    return st.one_of(
        MAPS,
        filled("[a: {x}, b: {y}]", x=st.one_of(n, w), y=st.one_of(ns, ws, n)),
        filled("({m} + [z: {n}])", m=m, n=n),
        filled("({m} - [a: 1])", m=m),
        filled("{m}.findAll {{ k, v -> v }}", m=m),
        filled("{m}.collectEntries {{ k, v -> [k + '1', v] }}", m=m),
        filled("{l}.groupBy {{ it % {k} }}", l=ns, k=st.sampled_from(["2", "3"])),
        filled("{l}.countBy {{ it > {k} }}", l=ns, k=WHOLE),
        filled("{ws}.countBy {{ it }}", ws=ws),
        filled("{ws}.collectEntries {{ [it, it.size()] }}", ws=ws),
        filled("{ws}.groupBy {{ it.size() }}", ws=ws),
        filled("{m}.sort {{ it.key }}", m=m),
        filled("{m}.subMap(['a', 'b'])", m=m),
        filled("{l}.withIndex().collectEntries {{ x, i -> [i, x] }}", l=ns),
        filled("{l}.indexed()", l=ns),
    )


def truth(inner: dict[str, Texts]) -> Texts:
    n, d, w, ws, ns, m, t = (
        inner[k] for k in ("whole", "decimal", "word", "words", "numbers", "map", "truth")
    )
    compare = st.sampled_from(["<", ">", "<=", ">=", "==", "!="])
    return st.one_of(
        st.sampled_from(["true", "false"]),
        filled("{a} {op} {b}", a=n, b=n, op=compare),
        filled("{a} {op} {b}", a=d, b=st.one_of(d, n), op=compare),
        filled("{a} {op} {b}", a=w, b=w, op=compare),
        filled("({a} && {b})", a=t, b=t),
        filled("({a} || {b})", a=t, b=t),
        filled("!({a})", a=st.one_of(t, n, w, ns, m)),
        filled("({a} as boolean)", a=st.one_of(n, d, w, ns, ws, m)),
        filled("({x} in {l})", x=n, l=ns),
        filled("({x} !in {l})", x=w, l=ws),
        filled("{l}.{f} {{ it > 3 }}", l=ns, f=st.sampled_from(["any", "every"])),
        filled("{l} == {k}", l=ns, k=ns),
        filled("{m} == {k}", m=m, k=m),
        filled("{w} ==~ /[a-z, ]*/", w=w),
        filled(
            "{w}.{f}({v})",
            w=w,
            v=WORD,
            f=st.sampled_from(["contains", "startsWith", "endsWith", "equalsIgnoreCase"]),
        ),
        filled("{m}.containsKey('a')", m=m),
        filled(
            "({x} instanceof {c})",
            x=st.one_of(n, d, w, ns, m),
            c=st.sampled_from(["Number", "String", "List", "Map", "Integer"]),
        ),
    )
