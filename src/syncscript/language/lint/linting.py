"""From the text of a rule file to all findings in it, in the order of their places.

Mistakes of syntax come alone: a tree with holes tells nothing for certain. Refuses to know single rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from syncscript.language import builtins
from syncscript.language.interpreter.compiler import mistakes_in
from syncscript.language.lint.allowances import without_allowed
from syncscript.language.lint.finding import Finding
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.plain_quotes import plain_quotes
from syncscript.language.lint.registry import LintRule, Told, lint_rules, rules_at_run
from syncscript.language.lint.surroundings import UNKNOWN, Surroundings
from syncscript.language.rule_files import kind_of
from syncscript.language.syntax import Parsed, Source, parse, tree
from syncscript.model import Diagnostic, DiagnosticError, Severity
from syncscript.model.pages import name_of


def lint(
    text: str,
    *,
    name: str,
    kind: str | None = None,
    surroundings: Surroundings = UNKNOWN,
    rules: Iterable[LintRule] | None = None,
) -> tuple[Finding, ...]:
    """All that is wrong with a rule file. name: shown in messages, and tells the kind where none is given;
    rules: None for those that are usually on. DiagnosticError when the name tells no kind."""
    kind = kind or kind_of(name)
    parsed = parse(text, name)
    found = [Finding(name_of(d.code), d, plain_quotes(d, parsed.source)) for d in parsed.diagnostics]
    if any(d.severity is Severity.ERROR for d in parsed.diagnostics):
        return in_order(found)
    linted = Linted(parsed.script, parsed.source, kind, surroundings)
    chosen = [r for r in lint_rules().values() if r.usual] if rules is None else list(rules)
    found += findings(linted, [rule for rule in chosen if kind in rule.kinds])
    found += [Finding(name_of(d.code), d) for d in mistakes_of(linted)]
    silent = frozenset(lint_rules()).difference(rule.name for rule in chosen) if rules is not None else ()
    return in_order(without_allowed(found, linted, silent))


def noticed_at_run(parsed: Parsed, kind: str) -> tuple[Diagnostic, ...]:
    """What eval and run say of a rule too: what the rules that are marked so find, and nobody allowed."""
    linted = Linted(parsed.script, parsed.source, kind, UNKNOWN)
    rules = [rule for rule in rules_at_run() if kind in rule.kinds]
    names = {rule.name for rule in rules}
    told = in_order(without_allowed(list(findings(linted, rules)), linted))
    return tuple(finding.diagnostic for finding in told if finding.name in names)


def mistakes_of(linted: Linted) -> tuple[Diagnostic, ...]:
    """What compiling refuses or warns of. Last of all: it changes the tree."""
    name, text = linted.source.name, linted.source.text
    if linted.kind != "mapping":
        return mistakes_in(linted.script, text, name, linted.kind, linted.nodes)
    from syncscript.language.mapping import compile_mapping

    try:
        return compile_mapping(text, name=name, sides=linted.surroundings.sides).warnings
    except DiagnosticError as error:
        return error.diagnostics


def findings(linted: Linted, rules: list[LintRule]) -> Iterator[Finding]:
    builtins.discover()
    waiting: dict[type[tree.Node], list[LintRule]] = {}
    for rule in rules:
        for node_type in rule.on if linted.mentions(*rule.words) else ():
            waiting.setdefault(node_type, []).append(rule)
    for node in linted.nodes:
        for rule in waiting.get(type(node), ()):
            for told in rule.check(node, linted):
                yield finding_of(rule, told, linted.source)


def finding_of(rule: LintRule, told: Told, source: Source) -> Finding:
    start, end = told.where if isinstance(told.where, tuple) else (told.where.start, told.where.end)
    span = source.span(start, end)
    excerpt = source.line(span.line)
    diagnostic = Diagnostic(rule.code, told.message, span, told.help, rule.severity, excerpt)
    return Finding(rule.name, diagnostic, told.fix)


def in_order(found: list[Finding]) -> tuple[Finding, ...]:
    """By place; what says the same twice is said once."""
    once = {(f.name, f.diagnostic.span, f.diagnostic.message): f for f in found}
    return tuple(sorted(once.values(), key=place_of))


def place_of(finding: Finding) -> tuple[int, int, str]:
    span = finding.diagnostic.span
    return (span.line, span.column, finding.diagnostic.code) if span else (0, 0, finding.diagnostic.code)
