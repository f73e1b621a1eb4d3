"""Copying only the fields that a rule may change inside gives what copying all of the inputs gives.

So does the quick form.
"""

from __future__ import annotations

import copy
import random
from dataclasses import replace
from typing import Any

from syncscript.language import Rule, RuleFailure, compile_rule
from syncscript.language.interpreter.changes import ANYTHING
from syncscript.language.interpreter.compiler import Program
from syncscript.language.interpreter.quick.program import QuickProgram, quick_program
from tests.on_each import on_each

HEAD = """
def keep(x) { return x }
def first(list) { list[0] }
def mark(x) { x.mark = true; x }
def a = issue.labels, b = replica.components, c = null, d = [], m = [:]
def grow = { list -> list << [name: 'g'] }
def touch = { it.t = 1; it }
"""
STEPS = """
c = a
c = b
d << b[0]
d.add(a[0])
d += replica.comments
m.x = b
m['y'] = a[0]
c = m.x
c = m.y
c = d[0]
c = keep(b)
c = first(d) ?: first(b)
issue.fixVersions = b
issue.x = replica.labels
c = issue.fixVersions
c = a.findAll { it }
c = b.collect { it }
c = b.find { it.name == 'n' }
c = [a, b].flatten()
c = issue.x
if (b) { def (p, q) = [a, b]; c = q }
b.each { d << it }
for (e in a) { m.z = e }
c = m.values().toList()
c = replica.comments*.author
c = a ? b : a
c = b.sort { it.name }
c = replica.comments.groupBy { it.id }
c = (d + b).inject([]) { s, e -> s << e; s }
c = m.collect { k, v -> v }
c = issue.customFields.F?.value
issue.customFields.F.value = b
replica.note = a
issue.customFields = replica.customFields
issue.customFields."A" = replica.customFields."A"
issue.customFields.F = replica.customFields.A
issue."${'custom' + 'Fields'}" = replica.customFields
c = replica.note
c = nodeHelper.getUserByEmail("u")
issue.assignee = nodeHelper.getUserByEmail("u")
c = b.with { it }
c = [b: b].b
m.f = { x -> x }; c = m.f(b)
c = replica.addedComments
c = b.toSet()
c = commentHelper.mergeComments(issue, replica) { o -> d << o; o.body += '!'; o }
commentHelper.mergeComments(issue, replica) { o -> o.author.seen = true; o }
c = Collections.unmodifiableList(b)
""".strip().split("\n")
CHANGES = """
if (c instanceof List) c << [name: 'c']
if (c instanceof Map) c.changed = 1
d.each { it.d = 1 }
a << [label: 'z']
b[0].name = 'changed'
mark(b[0])
if (c) touch(c)
grow(a)
d.each(touch)
b.each { it.deep = [1] }
replica.comments.each { it.author.x = 2 }
issue.labels.removeAll { it.label == 'l' }
b.clear()
issue.customFields.A.value = 7
issue.customFields.F?.value?.add(3)
issue.customFields.F.value = 4
issue.customFields.New.value = c
replica.customFields.A.value = 5
nodeHelper.getUserByEmail("u").x = 1
m.x?.add(1)
issue.customFields.G.value.more = 1
if (d) d[0].e = 5
c?.each { if (it instanceof Map) it.each = 1 }
a[0].label += 'x'
b.sort { a1, b1 -> b1.name <=> a1.name }
Collections.reverse(b)
m.each { k, v -> mark(first(b)) }
replica.comments[0]?.tags?.add('t')
if (b) { def s = b; s[0]['k'] = 1 }
issue.fixVersions?.add([name: 'v'])
b*.mark = 1
switch (c) { case List: c.add(1) }
try { c.add(2) } catch (e) { d << e.message }
b.first().name <<= 'x'
b.iterator().next().i = 1
b.removeIf { it.name == 'n' }
b.collect { it.n = 1; it }
issue.x?.add([l: 1])
""".strip().split("\n")


def payload() -> dict[str, Any]:
    return {
        "issue": {
            "labels": [{"label": "l"}, {"label": "k"}],
            "customFields": {"F": {"name": "F", "value": [{"v": 1}]}, "G": {"name": "G", "value": {"v": 1}}},
            "comments": [{"id": "9", "body": "own", "author": {"displayName": "O"}}],
        },
        "replica": {
            "labels": [{"label": "r"}],
            "components": [{"name": "n"}, {"name": "o"}],
            "customFields": {"A": {"name": "A", "value": [{"v": 1}]}},
            "comments": [{"id": "1", "body": "b", "author": {"displayName": "A"}, "tags": []}],
        },
        "previous": {"comments": []},
    }


CLASSES = """
class Box {
    def items; List more = []
    static kept = []
    Box() { }
    Box(given) { items = given }
    def add(x) { more << x; items << x; this }
    def first() { items ? items[0] : null }
    static keep(x) { kept << x; x }
}
class Wider extends Box {
    def lot
    def change() { lot.each { it.wide = 1 } }
    def getAll() { more + items }
}
"""
CLASS_STEPS = """
c = new Box(b)
c = new Box(items: a, more: d)
c = new Wider(lot: b)
c = Box.keep(b[0])
d << new Box(a).first()
m.box = new Box(replica.comments)
if (c instanceof Box) c.items = b
if (c instanceof Wider) c = c.all
c = Box.kept
if (c instanceof Box) c.add([name: 'q'])
if (c instanceof Wider) c.change()
if (c instanceof Box && c.first() instanceof Map) c.first().z = 1
Box.kept.each { it.kept = 1 }
if (c instanceof Box) c.more.each { it.more = 1 }
if (m.box) m.box.first()?.boxed = 1
if (c instanceof Box) c.items[0].direct = 2
""".strip().split("\n")


def told(rule: Rule, program: Program, quick: QuickProgram | None = None) -> object:
    rule.program, rule.forms.quick, inputs = program, quick, payload()
    answers = {'nodeHelper.getUserByEmail("u")': {"key": "u"}}
    before = copy.deepcopy((inputs, answers))
    try:
        outcome = rule.run(inputs, None, answers)
        found: object = (outcome.issue, outcome.replica, {k: w.value for k, w in outcome.writes.items()})
    except RuleFailure as failure:
        found = failure.diagnostic.message
    assert (inputs, answers) == before, "the inputs have changed"
    return found


@on_each(range(150))
def test_whatever_is_changed_the_inputs_stay(seed: int) -> None:
    chance = random.Random(seed)
    lines = [HEAD]
    for _ in range(chance.randint(1, 4)):
        lines += chance.sample(STEPS, chance.randint(0, 3))
        lines.append(chance.choice(CHANGES))
    if seed % 3 == 0:
        lines = [CLASSES, *lines, *chance.sample(CLASS_STEPS, chance.randint(1, 6))]
    lines.append("issue.end = [a, b, d.size()]; issue.out = c")
    source = "\n".join(lines)
    rule = compile_rule(source, kind="incoming", name=f"{seed}.sync")
    program = rule.program
    careful = told(rule, program)
    assert careful == told(rule, replace(program, changes=ANYTHING))
    assert careful == told(rule, program, quick_program(program, source, rule.name, rule.kind))
