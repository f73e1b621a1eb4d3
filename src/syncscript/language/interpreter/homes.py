"""Names in closures that may be their delegate's, as Python: only in rules that speak of delegates.

What is declared with `def` is settled by the text; everything else is asked for while the rule runs, with the
script's own meaning as one of the answers. Refuses to know what a delegate is.
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from syncscript.language.builtins.registry import FUNCTIONS, HELPERS
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.python_tree import choose, constant, load, named, running
from syncscript.language.interpreter.scopes import INPUTS, ROOTS
from syncscript.language.syntax import tree

SETTLED = {*ROOTS, *INPUTS, "it", "this", "super"}
OF_HOME = {"delegate": "delegate_of", "owner": "owner_of"}


GIVEN = "given"
"""The arguments of a call that is tried on one object after the other."""


def home_around(e: Emitter, name: str) -> str | None:
    """The Python name of the home of the closure around, when this name is to be asked for there."""
    function = e.function if e.homes and name not in SETTLED and name not in HELPERS else None
    while function is not None and not function.home:
        function = None if function.scope is not None else function.parent
    if function is None or (name in OF_HOME and e.member(name) is not None):
        return None
    variable = e.lookup(name)
    declared = variable is not None and e.bindings.get(name) is not variable
    return None if declared else function.home


def name_at_home(e: Emitter, home: str, name: str, settled: Callable[[], ast.expr]) -> ast.expr:
    if name in OF_HOME:
        return running(OF_HOME[name], load(home))
    if name == "thisObject":
        return running("script_itself")
    return running("name_of_home", load(home), constant(name), as_function(attempt(e, settled)))


def call_at_home(
    e: Emitter, node: tree.Call, home: str, arguments: list[ast.expr], own: ast.expr | None
) -> ast.expr:
    """own: the call of a method of the class around with `*given`, if it has one."""
    script = script_function(e, node) if own is None else as_function(own, rest=GIVEN)
    return running("call_at_home", e.position(node), load(home), constant(node.name), script, *arguments)


def script_function(e: Emitter, node: tree.Call) -> ast.expr:
    """What the script calls by this name, as a function of the arguments; None when there is nothing."""
    wanted = str(node.name)
    script: ast.expr | None = None
    given = ast.Starred(load(GIVEN), ast.Load())
    variable = e.bindings.get(wanted)
    if variable is not None:
        e.reach(wanted, variable, writes=False)
        script = running("invoke", load(variable.python), given)
    elif wanted in e.methods and e.sees_script():
        script = running("invoke", e.expr(tree.Name(node.start, node.end, wanted)), given)
    elif wanted in FUNCTIONS:
        script = running("call_function", e.position(node), constant(wanted), given)
    return as_function(script, rest=GIVEN)


def assign_at_home(
    e: Emitter, home: str, target: tree.Name, value: ast.expr, settled: Callable[[ast.expr], ast.expr]
) -> ast.expr:
    temp = e.fresh("t")
    taken = running(
        "delegate_takes", load(home), constant(target.name), named(temp, value), e.position(target)
    )
    return choose(taken, load(temp), settled(load(temp)))


def name_in_with(
    e: Emitter, delegates: list[str], name: str, settled: Callable[[], ast.expr] | None
) -> ast.expr:
    script = attempt(e, settled) if settled is not None else None
    if script is None and len(delegates) == 1:
        return running("get", load(delegates[0]), constant(name))
    return running("name_of_delegates", values_of(delegates), constant(name), as_function(script))


def call_in_with(
    e: Emitter, node: tree.Call, delegates: list[str], arguments: list[ast.expr], own: ast.expr | None
) -> ast.expr:
    script = script_function(e, node) if own is None else as_function(own, rest=GIVEN)
    place, targets = e.position(node), values_of(delegates)
    return running("call_of_delegates", place, targets, constant(node.name), script, *arguments)


def assign_in_with(
    e: Emitter,
    delegates: list[str],
    target: tree.Name,
    value: ast.expr,
    settled: Callable[[ast.expr], ast.expr],
) -> ast.expr:
    """settled: assigns to the variable of the script, where no delegate has such a property."""
    temp = e.fresh("t")
    taken = running(
        "delegates_take",
        values_of(delegates),
        constant(target.name),
        named(temp, value),
        e.position(target),
    )
    return choose(taken, load(temp), settled(load(temp)))


def values_of(delegates: list[str]) -> ast.expr:
    return ast.Tuple([load(each) for each in delegates], ast.Load())


def attempt(e: Emitter, settled: Callable[[], ast.expr]) -> ast.expr | None:
    """What the script means by it; None, and nothing told, when it means nothing."""
    told, refused = len(e.diagnostics), set(e.refused)
    made = settled()
    if len(e.diagnostics) == told:
        return made
    del e.diagnostics[told:]
    e.refused = refused
    return None


def as_function(made: ast.expr | None, rest: str = "") -> ast.expr:
    if made is None:
        return constant(None)
    more = ast.arg(rest) if rest else None
    return ast.Lambda(ast.arguments([], [], more, [], [], None, []), made)
