"""Calls that do not fit: the words for a method that is not there, and for arguments that it does not take.

A host's error inside of a builtin becomes such a fault here, with the types that were given. Refuses to tell
of errors that came out of the rule's own code below.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, signature
from typing import Any

from syncscript.language.builtins.registry import METHODS
from syncscript.language.interpreter.class_names import full_name
from syncscript.language.interpreter.faults import BAD_MATH, NO_METHOD, Fault
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import part_text
from syncscript.language.interpreter.values import Value, a_type, type_name

HOST_ERRORS = (TypeError, AttributeError, LookupError, ValueError, ArithmeticError)
"""What Python raises inside of a builtin that got values it was not made for."""
COST = 16
"""Steps for finding the words."""


def unknown_method(target: Value, name: str, arguments: tuple[Value, ...] = ()) -> Fault:
    near = did_you_mean(name, METHODS.get(type(target), {}))
    types = ", ".join([type_name(argument) for argument in arguments])
    given = "[" + ", ".join([part_text(argument)[:60] for argument in arguments]) + "]"
    return Fault(
        f"{a_type(target, first=True)} has no method {name}().",
        near or "see the reference for the methods of this type",
        code="R103",
        kind=NO_METHOD,
        about=name,
        said=f"No signature of method: {class_of(target)}.{name}() is applicable for argument types:"
        f" ({types}) values: {given}",
    )


def class_of(target: Value) -> str:
    """The name of its class, with the package, as messages of Groovy show it."""
    told = METHODS.get(type(target), {}).get("getClass")
    return type_name(target) if told is None else full_name(told(None, target).name)


def misfit(
    run: Run,
    error: Exception,
    function: Callable[..., Any],
    name: str,
    arguments: tuple[Value, ...],
    receiver: tuple[Value, ...] = (),
) -> Exception:
    """What to tell of a host's error. receiver: in front of the dot, when there is one."""
    run.spend(COST)
    told = arity_fault(function, 1 + len(receiver), name, arguments)
    if told is not None or comes_from_rule(error):
        return told or error
    if isinstance(error, ArithmeticError):
        message = f"A number is out of range for {name}()."
        return Fault(message, "keep numbers small", code="R106", kind=BAD_MATH)
    of = f" of {a_type(receiver[0])}" if receiver else ""
    given = ", ".join(map(type_name, arguments))
    return Fault(
        f"{name}(){of} does not take ({given}).",
        "compare with its line in the reference",
        code="R104",
        kind=NO_METHOD,
        about=name,
    )


def comes_from_rule(error: Exception) -> bool:
    """Whether code of a rule stands between the call and the error: then it is not about this call."""
    step = error.__traceback__.tb_next if error.__traceback__ is not None else None
    while step is not None:
        if step.tb_frame.f_code.co_filename.startswith("<"):
            return True
        step = step.tb_next
    return False


def arity_fault(
    function: Callable[..., Any], own: int, name: str, arguments: tuple[Value, ...]
) -> Fault | None:
    """The fault to tell when there are too many or too few. own: parameters that are not the rule's."""
    try:
        signature(function).bind(*[None] * own, *arguments)
    except TypeError:
        return Fault(
            f"{name}() takes {wanted_arguments(function, own)}, {len(arguments)} given.",
            code="R104",
            kind=NO_METHOD,
            about=name,
        )
    return None


def wanted_arguments(function: Callable[..., Any], own: int) -> str:
    every = list(signature(function).parameters.values())[own:]
    parameters = [p for p in every if p.kind is not Parameter.KEYWORD_ONLY]
    least = sum(p.default is Parameter.empty and p.kind is not Parameter.VAR_POSITIONAL for p in parameters)
    if any(p.kind is Parameter.VAR_POSITIONAL for p in parameters):
        return f"at least {least} arguments"
    most = len(parameters)
    amount = str(most) if least == most else f"{least} to {most}"
    return f"{amount} argument{'' if most == 1 else 's'}" if most else "no arguments"
