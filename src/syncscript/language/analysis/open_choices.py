"""Choices that leave something out: a switch without a default, a chain of `if` without an `else`.

Only those whose every way gives a text that is written down. Refuses to know which values there are.
"""

from __future__ import annotations

from syncscript.language.analysis.names import Variable
from syncscript.language.analysis.survey import text_of
from syncscript.language.analysis.value_flow import LOOKUPS, ValueFlow
from syncscript.language.syntax import tree


def open_switch(call: tree.Call, flow: ValueFlow) -> tree.Switch | None:
    """The switch without a default that a method of the rule ends in."""
    methods = [each for each in flow.survey.of(tree.Method) if each.name == call.name]
    if len(methods) != 1 or not methods[0].body.body:
        return None
    last = methods[0].body.body[-1]
    if (
        not isinstance(last, tree.Switch)
        or not all(case.values for case in last.cases)
        or len(last.cases) < 2
    ):
        return None
    return last if all(text_of(value) for case in last.cases for value in case.values) else None


def inner_name(value: tree.Node) -> tree.Name | None:
    """`x` of `x` and of `nodeHelper.getPriority(x)`."""
    match value:
        case tree.Name():
            return value
        case tree.Call(target=tree.Name(name="nodeHelper"), name=str(name), arguments=[first, *_]) if (
            name in LOOKUPS
        ):
            return first.value if isinstance(first.value, tree.Name) else None
    return None


def chain_of(variable: Variable, flow: ValueFlow) -> tree.If | None:
    """The `if ... else if ...` without an `else` that alone gives a variable its texts."""
    tops = set()
    for write in variable.writes:
        if not isinstance(write, tree.Assignment) or text_of(write.value) is None:
            return None
        around = [each for each in flow.survey.above(write) if isinstance(each, tree.If)]
        tops.add(id(around[-1]) if around else 0)
    chain = next((each for each in flow.survey.of(tree.If) if {id(each)} == tops), None)
    if chain is None or len(variable.writes) < 2:
        return None
    last: tree.Node | None = chain
    while isinstance(last, tree.If):
        last = last.otherwise
    return chain if last is None else None
