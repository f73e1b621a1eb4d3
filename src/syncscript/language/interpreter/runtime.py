"""The closed name space in which the Python code of a rule runs: these names, and no builtins at all.

Refuses to hold anything that reaches outside of the language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from syncscript.language.builtins.regular_expressions import find_in, make_pattern, match_whole
from syncscript.language.interpreter import (
    access,
    calls,
    case_matching,
    casts,
    comparing,
    custom_fields,
    declared_types,
    delegation,
    functional,
    lazy_texts,
    numbers,
    operators,
    places,
    script_classes,
    script_methods,
    script_objects,
    value_ranges,
    writes,
)
from syncscript.language.interpreter.faults import CATCHABLE, Fault
from syncscript.language.interpreter.misfits import arity_fault
from syncscript.language.interpreter.quick import support
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.scopes import ROOTS
from syncscript.language.interpreter.text import in_gstring, text
from syncscript.language.interpreter.values import UNSET, Box, ClassName, Closure, Helper, Value


def finish(run: Run, value: Value) -> Value:
    """An explicit `return` at the top of the rule."""
    run.returned = True
    if isinstance(value, Box):
        value.returned(run)
    return value


def invoke(run: Run, closure: Value, *arguments: Value) -> Value:
    """`closure(arguments)`; also for objects that can be called."""
    if isinstance(closure, Box):
        return calls.call(run, run.position, closure, "call", *arguments)
    return run.invoke(closure, *arguments)


def invoke_method(run: Run, function: Callable[..., Value], *arguments: Value) -> Value:
    """A call of a method of the script."""
    run.enter()
    try:
        return function(*arguments)
    except TypeError as error:
        told = arity_fault(function, 0, METHOD_NAME.sub("", function.__name__), arguments)
        raise told or error from None
    finally:
        run.depth -= 1


METHOD_NAME = re.compile(r"m\d+")
"""What stands in front of a method's own name in its Python name."""


def read_input(run: Run, name: str) -> Value:
    """A name of the context."""
    if name in ROOTS:
        return getattr(run, name)  # one of three fixed slots of our own
    if name == "firstSync":
        return bool(run.inputs.get(name, False))
    if name == "issueKey" and name not in run.inputs and type(run.issue) is dict:
        return key_of_issue(run.issue)
    if name == "issueBeforeScript":
        return run.inputs.get("issue")
    if name == "traces":
        return list(run.inputs.get("traces") or [])
    return run.inputs.get(name, CONTEXT.get(name))


def key_of_issue(issue: dict[Value, Value]) -> Value:
    """Id and key of an issue as `issueKey` names them; null for one that has neither yet."""
    identifier, key = issue.get("id"), issue.get("key")
    known = identifier is not None or key is not None
    return {"id": identifier, "urn": key, "key": key, "URN": key} if known else None


CONTEXT: dict[str, Value] = {"entityType": "issue"}
"""What names of the context are when the caller does not tell."""


def with_result(run: Run, function: Callable[..., Value], type_text: str) -> Callable[..., Value]:
    """A method of the script that gives what its declared type makes of its value."""

    def typed(*arguments: Value) -> Value:
        value = function(*arguments)
        return None if type_text == "void" else declared_types.declared(run, value, type_text)

    typed.__wrapped__ = function  # type: ignore[attr-defined]
    typed.__name__ = function.__name__
    return typed


def complement(run: Run, value: Value) -> Value:
    """`~value`: a pattern of a text, all bits turned of a number."""
    return ~value if type(value) is int else make_pattern(run, value)


def new_array(run: Run, start: Value, *sizes: Value) -> Value:
    size = numbers.count(sizes[0], "The size of an array")
    if size < 0:
        raise Fault("An array has no negative size.", kind="NegativeArraySizeException", code="R108")
    run.charge(size)
    return [new_array(run, start, *sizes[1:]) if len(sizes) > 1 else start for _ in range(size)]


def gathered(rest: tuple[Value, ...], is_array: bool) -> list[Value]:
    """All further arguments as one list; one list for an array is taken as it is."""
    return rest[0] if is_array and len(rest) == 1 and isinstance(rest[0], list) else list(rest)


def choose_method(
    run: Run, candidates: tuple[Callable[..., Value], ...], types: tuple[Any, ...], *arguments: Value
) -> Value:
    """A call of the one of several methods of a name whose parameters fit best."""
    ranks = [
        sum([declared_types.misfit(value, wanted) for value, wanted in zip(arguments, row, strict=False)])
        for row in types
    ]
    return invoke_method(run, candidates[ranks.index(min(ranks))], *arguments)


def positive(value: Value) -> Value:
    """`+value`. A text behind it is mostly the second line of a sum that ended with the first."""
    if type(value) is str:
        raise Fault(
            "There is nothing in front of this + to add to.",
            "a line that begins with + does not go on: write the + at the end of the line before",
            kind="MissingMethodException",
            code="R105",
        )
    return numbers.need_number(value, "use + on")


NAMESPACE: dict[str, Any] = {
    "__builtins__": {},
    "type": type,
    "dict": dict,
    "list": list,
    "str": str,
    "int": int,
    "len": len,
    "text": text,
    "in_gstring": in_gstring,
    "UNSET": UNSET,
    "ONCE": (None,),
    "CATCHABLE": CATCHABLE,
    "Fault": Fault,
    "Closure": Closure,
    "Helper": Helper,
    "ClassName": ClassName,
    "ScriptClass": script_classes.ScriptClass,
    "ScriptMethod": script_methods.ScriptMethod,
    "Decimal": Decimal,
    "finish": finish,
    "spend": Run.spend,
    "invoke": invoke,
    "invoke_method": invoke_method,
    "choose_method": choose_method,
    "gathered": gathered,
    "read_input": read_input,
    "new_array": new_array,
    "with_result": with_result,
    "complement": complement,
    "positive": positive,
    "make_pattern": make_pattern,
    "find_in": find_in,
    "match_whole": match_whole,
    "class_constant": calls.constant,
    **{
        f.__name__: f
        for f in (
            access.get,
            access.get_safe,
            access.get_spread,
            access.key_of,
            access.elements,
            access.spread_items,
            access.snapshot,
            access.spread_entries,
            custom_fields.bag,
            custom_fields.custom_field,
            custom_fields.open_bag,
            custom_fields.open_custom_field,
            custom_fields.set_custom_field,
            writes.put,
            writes.put_safe,
            writes.touch,
            writes.leave_absent,
            writes.is_absent,
            places.at,
            places.at_safe,
            places.put_at,
            delegation.new_home,
            delegation.at_home,
            delegation.name_of_home,
            delegation.call_at_home,
            delegation.delegate_takes,
            delegation.name_of_delegates,
            delegation.call_of_delegates,
            delegation.delegates_take,
            delegation.delegate_of,
            delegation.owner_of,
            delegation.script_itself,
            script_objects.own,
            script_objects.operated,
            script_classes.put_own,
            script_objects.new_object,
            script_objects.construct_above,
            script_objects.construct_again,
            script_objects.call_super,
            script_objects.add_constant,
            script_objects.add_special_constant,
            script_objects.operated_bits,
            script_objects.operated_alone,
            script_objects.operated_step,
            functional.call_taking_objects,
            calls.call_named,
            script_objects.as_object,
            calls.call,
            calls.call_safe,
            calls.call_spread,
            calls.call_helper,
            calls.call_function,
            calls.call_static,
            calls.construct,
            calls.method_pointer,
            calls.throw,
            calls.caught,
            calls.is_caught,
            comparing.equal,
            comparing.less,
            comparing.less_equal,
            comparing.greater,
            comparing.greater_equal,
            comparing.compare,
            operators.plus,
            operators.minus,
            operators.times,
            operators.append,
            operators.stepped,
            operators.bits,
            case_matching.found_in,
            comparing.same,
            comparing.identical,
            casts.is_instance,
            casts.is_of_class,
            case_matching.matches_case,
            value_ranges.value_range,
            operators.join_text,
            lazy_texts.lazy_text,
            casts.cast,
            declared_types.declared,
            declared_types.taken,
            numbers.add,
            numbers.subtract,
            numbers.divide,
            numbers.remainder,
            numbers.power,
            numbers.negate,
            support.rounds,
            support.visited,
            support.unexpected,
            support.join_texts,
            support.unique_texts,
            support.passed,
            support.merged,
            support.merged_by,
            support.sort_texts,
            support.sort_unique_texts,
        )
    },
}
