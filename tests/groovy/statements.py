"""Whole scripts by a grammar of statements, on a few variables of known kinds.

The script ends with all its variables in a list, so that nothing that went wrong stays hidden.
"""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Texts = SearchStrategy[str]
START = "def n = {n}\ndef d = {d}\ndef s = {s}\ndef l = {l}\ndef w = {w}\ndef m = {m}"
END = "[n, d, s.toString(), l, w*.toString(), m]"

SMALL = st.sampled_from(["0", "1", "2", "3"])
STEPS = """\
n += 1;n -= 2;n++;--n;n *= 2;n %= 5;n = n > 5 ? 5 : n;n = l.size() + n;n = s.size();d += n;d = d / 2
d -= 0.5;d = d.round(1);s += n;s += 'x';s = s.reverse();s = s.take(4);s = "$s-$n"
s = s.replaceAll(/[aeiou]/, '');s = s.toUpperCase();s = s ?: 'empty';l << n;l += [n, 2];l -= 1
l = l.collect { it + 1 };l.sort();l = l.findAll { it % 2 };l = l.unique();l.add(0, 9);l = l.take(5)
l[1] = n;l.removeAll { it > 9 };l = l.reverse();w << s;w = w*.trim();w.sort();w = w.findAll { it }
w += 'end';w = w.collect { it + '.' };m.k = n;m[s] = d;m.remove('a');m.b = (m.b ?: 0) ?: 1;m << [z: 1]
m = m.findAll { it.value };m = m.collectEntries { k, v -> [k, v] };m.k = (m.k ?: []);m += [q: l.size()]
n = n + 1;if (n) s = 'n';n = l.find { it > 1 } ?: n;n = m.size();w = s.toList().take(3)
l.each { n = it };l.eachWithIndex { p, q -> n = q };m.each { p, q -> s = "$p" };w.each { s = it }
n = l.inject(0) { a, b -> b };l = (0..<3).toList();n = [n, 3].max();s = w.join('-');l = l.sort { -it }
l = l.plus(n).minus(3);d = (n as BigDecimal) / 4;n = n.abs();s = s.padLeft(5, '0')
s = (s =~ /[a-z]/) ? 'has' : 'none';n = s.count('x');l = w*.size();m = w.countBy { it.size() }
m = l.groupBy { it % 2 };(n, l) = [l.size(), [n]];d = d > 10 ? 10.0 : d;s = n == 2 ? 'two' : s
s = s[0..-1];w = w.reverse();l = [*l, *[1]];n = l.count { it == 1 }
"""
PLAIN = st.sampled_from([step for line in STEPS.splitlines() for step in line.split(";") if step])


def indented(statements: list[str]) -> str:
    return "\n".join("    " + line for statement in statements for line in statement.splitlines())


def block(statements: Texts) -> Texts:
    return st.lists(statements, min_size=1, max_size=3).map(indented)


LOOPS = (
    "for ({i} in 0..{k}) {{\n    {guard}\n{body}\n}}",
    "for (int {i} = 0; {i} < {k}; {i}++) {{\n    {guard}\n{body}\n}}",
    "{i} = 0\nwhile ({i}++ < {k}) {{\n    {guard}\n{body}\n}}",
)
FORMS = (
    "if ({truth}) {{\n{body}\n}}",
    "if ({truth}) {{\n{body}\n}} else {{\n{other}\n}}",
    "{k}.times {{\n{body}\n}}",
    "[1, 2].each {{ {x} ->\n    n += {x}\n{body}\n}}",
    "[a: 1, b: 2].each {{ {x}, {i}{i} ->\n    s += {x}\n{body}\n}}",
    "try {{\n{body}\n    w[9].size()\n}} catch (NullPointerException e{x}) {{\n    s = 'npe'\n}}",
    "try {{\n{body}\n    throw new IllegalStateException('at ' + n)\n}}"
    " catch (e{x}) {{\n    s = e{x}.message\n}}",
    "try {{\n{body}\n}} finally {{\n{other}\n}}",
    "switch (n) {{\n    case {k}:\n{body}\n        break\n    case 4..9:\n{other}\n"
    "    default:\n        s += '?'\n}}",
    "f{i} = {{ {x} ->\n{body}\n    {x}\n}}\nn = f{i}(n)",
    "n = [3, 1, 2].findAll {{ {x} ->\n{body}\n    {x} > 1\n}}.size()",
    "l = l.collect {{ {x} ->\n{body}\n    {x} ?: 0\n}}",
)
GUARDS = ("if ({i} == 1) continue", "if ({i} == 2) break", "s = s.take(20)", "n = n % 50", "l = l.take(6)")


def compound(inner: Texts, truth: Texts, i: str, x: str) -> Texts:
    """Statements that hold others, with loop variables of these names; each loop has an end."""
    body = block(inner)
    parts = {"truth": truth, "body": body, "other": body, "k": SMALL, "i": st.just(i), "x": st.just(x)}
    guards = st.sampled_from(GUARDS).map(lambda guard: guard.format(i=i))
    forms = [(form, {**parts, "guard": guards}) for form in (*LOOPS, *FORMS)]
    return st.one_of([filled(form, **given) for form, given in forms])


def filled(pattern: str, **parts: Texts) -> Texts:
    """The pattern with {names} filled in."""
    wanted = {name: part for name, part in parts.items() if "{" + name + "}" in pattern}
    return st.fixed_dictionaries(wanted).map(lambda drawn: pattern.format(**drawn))


def scripts(kinds: dict[str, Texts]) -> Texts:
    """Scripts that start with expressions of these kinds."""
    plain = st.sampled_from(["n > 2", "s", "l", "m.a", "n in l", "d < 1", "!w", "s ==~ /a.*/", "m && w"])
    truth = st.one_of(plain, kinds["truth"])
    once = st.one_of(PLAIN, compound(PLAIN, truth, "i", "x"))
    body = st.lists(st.one_of(once, compound(once, truth, "j", "y")), min_size=3, max_size=7)
    start = st.fixed_dictionaries(
        {
            "n": kinds["whole"],
            "d": kinds["decimal"],
            "s": kinds["word"],
            "l": kinds["numbers"].map(lambda made: f"({made}).toList()"),
            "w": kinds["words"],
            "m": kinds["map"].map(lambda made: f"[:] + {made}"),
        }
    )
    return st.tuples(start, body).map(lambda p: "\n".join([START.format(**p[0]), *p[1], END]))
