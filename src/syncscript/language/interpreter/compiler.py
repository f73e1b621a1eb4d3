"""A parsed rule to a Python function: write the Python tree, compile it, give it its closed name space.

The function takes the run alone. All mistakes that the text shows are told at once. Refuses to run it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Any

from syncscript.language import builtins
from syncscript.language.interpreter.aliases import put_own_names
from syncscript.language.interpreter.annotated import add_annotated_members
from syncscript.language.interpreter.changes import Changes, changes_of
from syncscript.language.interpreter.classes import announce_classes, write_classes
from syncscript.language.interpreter.emitter import Emitter, JudgingEmitter
from syncscript.language.interpreter.imports import static_names, warn_of_imports
from syncscript.language.interpreter.needs import Needs, needs_of
from syncscript.language.interpreter.python_tree import fill_places, load, running, store
from syncscript.language.interpreter.redeclared import declared_twice
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.interpreter.scopes import INPUTS, ROOTS
from syncscript.language.interpreter.weight import APART
from syncscript.language.syntax import parse, tree
from syncscript.model import Diagnostic, DiagnosticError, Severity

RENAME = "give one of the two another name, or leave out `def` to assign"
MOST_NODES = 50_000
MOST_BODIES = 5_000
"""Closures and methods of one rule, when there is nothing else."""


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled rule.

    function: takes the run; filename: marks its frames; changes: what it may alter in place; needs: what is
    made ready for it; code and constants: what the function was made of; script: None when the program was
    kept from an earlier start.
    """

    function: Callable[[Any], Any]
    filename: str
    changes: Changes
    needs: Needs
    warnings: tuple[Diagnostic, ...]
    code: CodeType
    constants: Mapping[str, Any]
    script: tree.Script | None = None


Emitting = Callable[[tree.Script, str, str, str, list[tree.Node]], Emitter]
"""Makes the emitter from script, source, name, kind and all nodes."""


def compile_script(
    script: tree.Script, source: str, name: str, kind: str, emitting: Emitting = Emitter
) -> Program:
    """DiagnosticError with all mistakes of the rule. Changes its tree, so it is done once with each."""
    try:
        emitter, module, nodes = emitted(script, source, name, kind, emitting)
        refuse(emitter.diagnostics)
        filename = f"<rule {name}>"
        code = compile(fill_places(module), filename, "exec")
    except SyntaxError:  # Python too knows how deep loops may stand in loops
        raise too_deep(name) from None
    warnings = tuple(d for d in emitter.diagnostics if d.severity is not Severity.ERROR)
    return Program(
        function_of(code, emitter.constants),
        filename,
        changes_of(nodes),
        needs_of(nodes),
        warnings,
        code,
        emitter.constants,
        script,
    )


def mistakes_in(
    script: tree.Script, source: str, name: str, kind: str, nodes: list[tree.Node]
) -> tuple[Diagnostic, ...]:
    """All that compiling tells of a rule, errors and warnings. nodes: of its tree, which is changed."""
    try:
        emitter, _, _ = emitted(script, source, name, kind, JudgingEmitter, nodes)
        return tuple(dict.fromkeys(emitter.diagnostics))
    except DiagnosticError as error:
        return error.diagnostics


def emitted(
    script: tree.Script,
    source: str,
    name: str,
    kind: str,
    emitting: Emitting = Emitter,
    nodes: list[tree.Node] | None = None,
) -> tuple[Emitter, ast.Module, list[tree.Node]]:
    """The emitter with what it has told, what it wrote, and the nodes of the script; nodes: those, where they
    are known."""
    builtins.discover()
    from syncscript.language.interpreter import (  # noqa: F401
        assignments,
        closures,
        constructions,
        expressions,
        invocations,
        operations,
        paths,
        statements,
    )

    nodes = list(walk(script)) if nodes is None else nodes
    refuse_size(nodes, name)
    put_own_names(script, nodes)
    add_annotated_members(nodes)
    emitter = emitting(script, source, name, kind, nodes)
    for node, twice in declared_twice(script, nodes):
        emitter.report("SEM113", node, f"{twice} is declared here a second time.", RENAME)
    return emitter, write_module(emitter, script), nodes


def too_deep(name: str) -> DiagnosticError:
    return DiagnosticError(
        Diagnostic("SEM105", f"{name} is nested too deeply.", None, "split long expressions with `def`")
    )


def script_of(program: Program, source: str, name: str) -> tree.Script:
    """The tree of a program, parsed again when it was not kept."""
    return program.script if program.script is not None else parse(source, name).script


def refuse_size(nodes: list[tree.Node], name: str) -> None:
    if len(nodes) * (1 + MOST_NODES // MOST_BODIES) <= MOST_NODES:
        return  # however many of them are bodies
    bodies = sum(isinstance(node, APART) for node in nodes)
    if len(nodes) + bodies * MOST_NODES // MOST_BODIES > MOST_NODES:
        raise DiagnosticError(Diagnostic("SEM105", f"{name} is too long for one rule.", None, "split it"))


def refuse(diagnostics: list[Diagnostic]) -> None:
    errors = [d for d in diagnostics if d.severity is Severity.ERROR]
    if errors:
        raise DiagnosticError(*dict.fromkeys(errors))


def function_of(code: CodeType, constants: Mapping[str, Any]) -> Callable[[Any], Any]:
    from syncscript.language.interpreter.runtime import NAMESPACE

    space = {**NAMESPACE, **constants}
    exec(code, space)
    made: Callable[[Any], Any] = space["rule"]
    return made


def part_of_run(name: str) -> ast.expr:
    return ast.Attribute(load("run"), name, ast.Load())


def from_context(name: str) -> ast.expr:
    """A name of the context: one of the run's own objects, or an input."""
    if name in ("issue", "replica", "previous"):
        return ast.Attribute(load("run"), name, ast.Load())
    return running("read_input", ast.Constant(name))


def first_value(name: str) -> ast.expr:
    """Of a variable of the whole script: a name of the context has its value until it is assigned."""
    return running("read_input", ast.Constant(name)) if name in INPUTS else ast.Constant(None)


def write_module(e: Emitter, script: tree.Script) -> ast.Module:
    """`def rule(run): ...` with the context, the script's methods and its statements."""
    methods = [node for node in script.body if isinstance(node, tree.Method)]
    for node in methods:
        e.methods.setdefault(node.name, []).append((node, e.fresh("m", node.name)))
    bind_assigned(e, methods)
    announce_classes(e, script.body)
    e.static_names = static_names(script)
    rest = [node for node in script.body if not isinstance(node, tree.Method)]
    body = e.statements(rest, tail=True)
    classes = write_classes(e)
    hoisted = e.hoisted(methods, [*classes, *body])
    warn_of_imports(e, script)
    start: list[ast.stmt] = [ast.Assign([store(name)], part_of_run(name)) for name in e.at_hand]
    start += [ast.Assign([store(f"c_{name}")], from_context(name)) for name in e.context]
    start += [ast.Assign([store(v.python)], first_value(name)) for name, v in e.bindings.items()]
    start += e.opening()
    arguments = ast.arguments([], [ast.arg("run")], None, [], [], None, [])
    whole = start + e.closing(classes + hoisted + body)
    rule = ast.FunctionDef("rule", arguments, whole or [ast.Pass()], [])
    e.stand(script, rule)
    return ast.Module([rule], [])


def bind_assigned(e: Emitter, methods: list[tree.Method]) -> None:
    """What a method assigns without declaring it is a variable of the whole script."""
    for method in methods:
        nodes = list(walk(method))
        own = {p.name for p in method.parameters}
        own |= {d.name for node in nodes if isinstance(node, tree.Declaration) for d in node.declarators}
        own |= {node.parameter.name for node in nodes if isinstance(node, tree.ForIn)}
        for name in [assigned_name(node) for node in nodes]:
            if name and name not in own and name not in ROOTS and name not in INPUTS:
                e.bind(name)


def assigned_name(node: tree.Node) -> str | None:
    if not isinstance(node, tree.Assignment):
        return None
    match node.target:
        case tree.Name(name=name) | tree.Property(target=tree.Name(name="this"), name=str(name)):
            return name
    return None
