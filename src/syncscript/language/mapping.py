"""Mapping files: one file for both sides, made into an outgoing and an incoming rule for each.

`Blue.issue.x = ...` runs when Green changed and writes Blue; a constant is written at every sync into Blue;
`<->` goes both ways. Only fields that the file names cross. Beside them the outgoing rule sends type, key
and project, which do not count as written: the engine needs them to create an issue when the file sets
neither projectKey nor typeName. A side from which nothing is read still sends its key, so that constants
reach the other side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from syncscript.language import mapping_values  # noqa: F401 (what mapping lines call when they run)
from syncscript.language.interpreter.compiler import Emitting, compile_script, too_deep
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.mapping_flow import flow_of
from syncscript.language.mapping_sides import one_sided, reads_of, side_names, with_context_names
from syncscript.language.own_stack import with_room
from syncscript.language.rule import Rule, digest_of
from syncscript.language.syntax import parse, tree
from syncscript.model import Diagnostic, DiagnosticError, Severity

ALWAYS_SENT = ("key", "id", "type", "project")


@dataclass(frozen=True, slots=True)
class MappingRules:
    """The rules of a mapping file by the name of their side."""

    outgoing: Mapping[str, Rule]
    incoming: Mapping[str, Rule]
    digest: str
    warnings: tuple[Diagnostic, ...] = ()


def compile_mapping(
    source: str,
    *,
    name: str = "<mapping>",
    sides: tuple[str, str] | None = None,
    emitting: Callable[[str], Emitting] = lambda side: Emitter,
) -> MappingRules:
    """sides: the two instances as the connection names them; None: as the file names them.

    emitting: makes the emitter of the rules into a side, where it is not the usual one. DiagnosticError with
    all mistakes of the file.
    """
    try:
        return with_room(partial(compiled_mapping, source, name, sides, emitting))
    except RecursionError:
        raise too_deep(name) from None


def compiled_mapping(
    source: str, name: str, sides: tuple[str, str] | None, emitting: Callable[[str], Emitting]
) -> MappingRules:
    parsed = parse(source, name)
    refuse([d for d in parsed.diagnostics if d.severity is Severity.ERROR])
    names = side_names(parsed.script, source, name, sides)
    incoming: dict[str, Rule] = {}
    outgoing: dict[str, Rule] = {}
    problems: list[Diagnostic] = []
    for side, other in (names, names[::-1]):
        try:
            into_other = one_sided(flow_of(parsed.script, other, side), other, side)
            into_side = one_sided(flow_of(parsed.script, side, other), side, other)
            here = with_context_names(into_side, side, other)
            incoming[side] = made(source, name, "incoming", side, here, emitting=emitting(side))
            outgoing[side] = outgoing_rule(source, name, side, into_other)
        except DiagnosticError as error:
            problems += error.diagnostics
    refuse(problems)
    noticed = [w for rule in (*outgoing.values(), *incoming.values()) for w in rule.warnings]
    warnings = tuple(dict.fromkeys([*parsed.diagnostics, *noticed]))
    return MappingRules(outgoing, incoming, digest_of(source, "mapping"), warnings)


def refuse(problems: list[Diagnostic]) -> None:
    if problems:
        raise DiagnosticError(*dict.fromkeys(problems))


def made(
    source: str,
    name: str,
    kind: str,
    side: str,
    script: tree.Script,
    always: tuple[str, ...] = (),
    emitting: Emitting = Emitter,
) -> Rule:
    digest = digest_of(f"{side}\0{source}", f"mapping {kind}")
    return Rule(name, kind, digest, compile_script(script, source, name, kind, emitting), source, always)


def outgoing_rule(source: str, name: str, side: str, into_other: tree.Script) -> Rule:
    """Sends each field of this side that is read on the way into the other one."""
    reads = reads_of(into_other, side)
    if not reads and into_other.body:
        first = into_other.body[0]
        reads = [tree.Property(first.start, first.end, tree.Name(first.start, first.end, side), "key")]
    sent = [tree.Assignment(r.start, r.end, of(r, "replica"), "=", of(r, "issue")) for r in reads]
    script = replace(into_other, body=list(sent), comments=[])
    return made(source, name, "outgoing", side, script, ALWAYS_SENT)


def of(read: tree.Property, root: str) -> tree.Property:
    """The same field of `issue` or `replica`; a custom field lies one deeper."""
    if isinstance(read.target, tree.Property):
        return replace(read, target=of(read.target, root), safe=False)
    return replace(read, target=tree.Name(read.start, read.end, root), safe=False)
