"""Expressions by kind: whole numbers, decimals, words, lists, maps and truths, each made of the others.

Numbers are kept small, since overflow is a difference that is meant. Refuses to know statements.
"""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from tests.groovy.statements import Texts, filled


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


CALLS_OF_WORDS = [
    "toUpperCase()",
    "toLowerCase()",
    "trim()",
    "reverse()",
    "capitalize()",
    "take(2)",
    "drop(1)",
    "takeRight(2)",
    "padLeft(6,'*')",
    "padRight(5,'-')",
    "center(7)",
    "replace('a','o')",
    "replaceAll(/[a-c]/,'#')",
    "replaceFirst('b','B')",
    "substring(0)",
    "toString()",
    "multiply(2)",
    "tr('a-c','x-z')",
    "dropRight(1)",
    "replaceAll(/(\\w)(\\w)/,'$2$1')",
    "replaceAll(/a/){it+it}",
    "uncapitalize()",
    "stripIndent()",
    "concat('!')",
    "minus('a')",
    "plus(1)",
    "collectReplacements{it=='a'?'4':null}",
    "takeWhile{it!='c'}",
]


def word(inner: dict[str, Texts]) -> Texts:
    n, w, ws, ns, m, d = (inner[k] for k in ("whole", "word", "words", "numbers", "map", "decimal"))
    return st.one_of(
        WORD,
        filled("{w}.{f}", w=w, f=st.sampled_from(CALLS_OF_WORDS)),
        filled("({a} + {b})", a=w, b=st.one_of(w, n, d, ns, m)),
        filled("({a} - {b})", a=w, b=WORD),
        filled("({a} * {b})", a=w, b=st.sampled_from(["0", "1", "2"])),
        filled('"<${{{a}}}>"', a=st.one_of(n, d, w, ns, ws, m)),
        filled("{ws}.join({s})", ws=st.one_of(ws, ns), s=st.sampled_from(["', '", "'-'", "''"])),
        filled("({w} ?: 'none')", w=w),
        filled(
            "{w}[{i}]", w=WORD, i=st.sampled_from(["0", "-1", "0..1", "-2..-1", "1..0", "0..<2", "0..-2"])
        ),
        filled("({n} as String)", n=st.one_of(n, d)),
        filled("({m}.a ?: {w}).toString()", m=m, w=w),
        filled("({w} =~ /[a-z]+/).collect {{ it }}.join('|')", w=w),
        filled("({w}.find(/\\d+/) ?: {v})", w=w, v=w),
    )


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


def words(inner: dict[str, Texts]) -> Texts:
    w, ws, ns = inner["word"], inner["words"], inner["numbers"]
    step = [
        "sort()",
        "reverse()",
        "unique()",
        "collect{it.toUpperCase()}",
        "findAll{it}",
        "sort{it.size()}",
        "take(2)",
        "tail()",
        'collect{"<$it>"}',
        "groupBy{it.size()}.keySet().toList()",
        "countBy{it}.keySet().toList()",
        "unique{it.size()}",
        "findAll{it=~/a/}",
        "grep(~/.*a.*/)",
        "sort{a,b->b<=>a}",
        "collect{it[0]?:''}",
        "inject([]){r,x->r+x}",
        "max{it.size()}.toList()",
        "toSet().toList()",
        "collect{it?.trim()}",
    ]
    return st.one_of(
        WORDS,
        filled("{ws}.{f}", ws=ws, f=st.sampled_from(step)),
        filled("{w}.tokenize({s})", w=w, s=st.sampled_from(["','", "' -'", "'a'"])),
        filled("{w}.split({s}).toList()", w=w, s=st.sampled_from(["','", "' '", "/[abc]/", "''"])),
        filled("{w}.toList()", w=w),
        filled("({ws} + {x})", ws=ws, x=st.one_of(w, ws)),
        filled("({ws} - {x})", ws=ws, x=w),
        filled("{l}*.toString()", l=ns),
        filled('{l}.collect {{ "n$it" }}*.toString()', l=ns),
        filled("{w}.findAll(/[a-z]/)", w=w),
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


KINDS: dict[str, Callable[[dict[str, Texts]], Texts]] = {
    "whole": whole,
    "decimal": decimal,
    "word": word,
    "numbers": numbers,
    "words": words,
    "map": mapping,
    "truth": truth,
}
SIMPLE: dict[str, Texts] = {
    "whole": WHOLE,
    "decimal": DECIMAL,
    "word": WORD,
    "numbers": NUMBERS,
    "words": WORDS,
    "map": MAPS,
    "truth": st.sampled_from(["true", "false"]),
}


def by_kind(depth: int) -> dict[str, Texts]:
    """Expressions of each kind, at most so deep."""
    if depth == 0:
        return SIMPLE
    inner = by_kind(depth - 1)
    return {kind: make(inner) for kind, make in KINDS.items()}
