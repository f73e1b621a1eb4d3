"""Names in closures that may be of their delegate: owner and delegate are asked in turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from syncscript.language.builtins.registry import FUNCTIONS, HELPERS
from syncscript.language.interpreter import delegation
from syncscript.language.interpreter.delegation import Home
from syncscript.language.interpreter.emitter import SPEAKS_OF_DELEGATES
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.scopes import INPUTS
from syncscript.language.syntax import tree
from tests.oracle import absence, places
from tests.oracle.faults import METHOD, PROPERTY, failure
from tests.oracle.scopes import Scope

MISSING: Any = object()
ALWAYS_SETTLED = {*absence.ROOTS, *INPUTS, *HELPERS, "it", "this", "super"}
FIRST, SECOND = {0: "owner", 1: "delegate", 2: "owner", 3: "delegate"}, {0: "delegate", 1: "owner"}


def found(home: Home, ask: Callable[[Any], Any], script: Callable[[], Any]) -> Any:
    """What the first of the two has that has it."""
    for side in (FIRST.get(home.strategy), SECOND.get(home.strategy)):
        made = MISSING
        if side == "owner":
            made = script() if home.outer is None else found(home.outer, ask, script)
        elif side == "delegate" and home.delegate not in (delegation.NOTHING, delegation.SCRIPT):
            made = ask(home.delegate)
        if made is not MISSING:
            return made
    return MISSING


def unless_missing(kind: str, name: str, attempt: Callable[[], Any]) -> Any:
    try:
        return attempt()
    except Fault as fault:
        if (fault.kind, fault.about) == (kind, name):
            return MISSING
        raise


class Delegates:
    """What a walker does about closures in a rule that speaks of delegates."""

    run: Any
    scope: Scope
    globals: Scope
    source: str
    methods: dict[str, Any]
    is_member: Any
    here: Any
    call_on: Any
    invoke: Any
    builtin: Any
    method_closure: Any

    def speaks_of_delegates(self) -> bool:
        return SPEAKS_OF_DELEGATES.search(self.source) is not None

    def home_for(self, name: str) -> Home | None:
        """The home of the closure around, when this name is asked for there."""
        home = self.scope.closure_home()
        if home is None or name in ALWAYS_SETTLED or self.is_member(name):
            return None
        cell = self.scope.find(name)
        return home if cell is None or self.globals.cells.get(name) is cell else None

    def name_at(self, home: Home, name: str, script: Callable[[], Any]) -> Any:
        if name == "delegate":
            return home.owner() if home.delegate is delegation.NOTHING else home.delegate
        if name in ("owner", "thisObject"):
            return home.owner() if name == "owner" else delegation.SCRIPT

        def ask(target: Any) -> Any:
            return unless_missing(PROPERTY, name, lambda: places.read(self.run, target, name))

        made = found(home, ask, script)
        if made is MISSING:
            raise failure("R102", PROPERTY, said=f"No such property: {name} for class: Script1")
        return made

    def call_at(self, node: tree.Call, home: Home, name: str, given: Sequence[Any]) -> Any:
        def ask(target: Any) -> Any:
            return unless_missing(METHOD, name, lambda: self.call_on(node, target, name, given))

        def script() -> Any:
            if name in self.globals.cells:
                return self.invoke(self.globals.cells[name].value, given)
            if name in self.methods:
                return self.run.invoke(self.method_closure(name), *given)
            return self.builtin(node, FUNCTIONS[name], *given) if name in FUNCTIONS else MISSING

        made = found(home, ask, script)
        if made is MISSING:
            raise failure("R103", METHOD)
        return made

    def taken_at(self, node: tree.Name, home: Home, value: Any) -> bool:
        """Whether a delegate took the value for this name."""

        def ask(target: Any) -> Any:
            put = unless_missing(
                PROPERTY, node.name, lambda: places.write(self.run, target, node.name, value, self.here(node))
            )
            return put if put is MISSING else True

        return found(home, ask, lambda: False) is True
