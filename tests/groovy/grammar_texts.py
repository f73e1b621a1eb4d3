"""Expressions that are texts, and lists of them."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.groovy.grammar_leaves import WORD, WORDS
from tests.groovy.statements import Texts, filled

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
