"""A rule file, compiled and ready to run: the one thing the rest of the project sees of the interpreter.

A rule is a pure function of its inputs and the answers to its questions. Refuses to read files, clocks or
networks; inputs are never changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from types import TracebackType
from typing import Any

from syncscript.language.builtins.payload_dates import wake_dates
from syncscript.language.interpreter.access import custom_key
from syncscript.language.interpreter.changes import Changes
from syncscript.language.interpreter.compiler import Program, compile_script
from syncscript.language.interpreter.faults import AnswerFailed, Fault, OverBudget, RuleFailure
from syncscript.language.interpreter.limits import Limits
from syncscript.language.interpreter.outcome import Outcome, outcome_of
from syncscript.language.interpreter.run import Answers, Run
from syncscript.language.interpreter.transfer import normalise_copies
from syncscript.model import Diagnostic, DiagnosticError, Json, Severity, Span

FORMAT = "1"
"""Version of what a compiled rule means; part of its digest."""

KINDS = ("outgoing", "incoming", "mapping")
COMPILED: dict[tuple[str, str, str], Rule] = {}


class Rule:
    """One direction's program. `digest` changes when the source or the language's format does."""

    __slots__ = ("always", "digest", "excerpts", "kind", "name", "program", "warnings")

    def __init__(
        self,
        name: str,
        kind: str,
        digest: str,
        program: Program,
        source: str,
        always: tuple[str, ...] = (),
        noticed: tuple[Diagnostic, ...] = (),
    ) -> None:
        self.name, self.kind, self.digest, self.program, self.always = name, kind, digest, program, always
        self.excerpts = source.splitlines()
        self.warnings = (*noticed, *program.warnings)

    def __repr__(self) -> str:
        return f"Rule({self.name!r}, {self.kind!r})"

    def run(
        self, inputs: Mapping[str, Json], limits: Limits | None = None, answers: Answers = None
    ) -> Outcome:
        """Run on plain data: issue, replica, previous, firstSync, issueKey, connection; all optional.

        answers: a function from Question to plain data, or a mapping by Question.key. RuleFailure when the
        rule fails; whatever the answerer raises passes through.
        """
        run = Run(self.name, self.kind, inputs, limits or Limits(), answers)
        original = prepare(run, inputs, self.program)
        try:
            value = self.program.function(run)
            run.confirm()
            normalise_copies(run)
            outcome = outcome_of(run, value, original)
            return self.with_always_sent(outcome) if self.always else outcome
        except AnswerFailed as failed:
            raise failed.original from None
        except OverBudget as error:
            raise self.failure(error.code, error.message, error.help, error) from None
        except Fault as error:
            raise self.failure(error.code, error.message, error.help, error) from None
        except RecursionError as error:
            raise self.failure(
                "R900", "Too many calls inside calls.", "does something contain itself?", error
            ) from None
        except Exception as error:
            raise self.failure(
                "R199", plain_words(error), "check the types of the values on this line", error
            ) from None

    def with_always_sent(self, outcome: Outcome) -> Outcome:
        """Fields that cross without counting as written, so the writes are settled first."""
        outcome.writes  # noqa: B018
        for field in self.always:
            if field in outcome.issue:
                outcome.replica.setdefault(field, outcome.issue[field])
        return outcome

    def failure(self, code: str, message: str, help: str, error: BaseException) -> RuleFailure:
        place = place_of(error.__traceback__, self.program.filename)
        span = Span(self.name, *place) if place else None
        line = place[0] if place else 0
        excerpt = self.excerpts[line - 1] if 0 < line <= len(self.excerpts) else ""
        return RuleFailure(Diagnostic(code, message, span, help, Severity.ERROR, excerpt))


def prepare(run: Run, inputs: Mapping[str, Json], program: Program) -> Mapping[str, Json]:
    """Give the run its objects; the result is the written object's content before the run."""
    outgoing = run.kind == "outgoing"
    issue: dict[str, Json] = dict(inputs.get("issue") or {})
    replica: dict[str, Json] = {} if outgoing else dict(inputs.get("replica") or {})
    run.previous = inputs.get("previous")
    original: Mapping[str, Json] = {} if outgoing else inputs.get("issue") or {}
    if program.changes.anything:
        run.copied = True
        issue, replica, run.previous = copied(issue), copied(replica), copied(run.previous)
    elif program.changes.bags:
        open_bags(issue, program.changes)
        open_bags(replica, program.changes)
    if not outgoing:
        original = {**original, **fill_lists(issue, program)}
    else:
        fill_lists(issue, program)
    run.issue, run.replica = issue, replica
    run.target = replica if outgoing else issue
    run.given = (dict(issue), dict(replica))
    run.woken = wake_dates(run, program.reads)
    add_deltas(run, program)
    return original


def open_bags(owner: dict[str, Json], changes: Changes) -> None:
    """Copies of just the bags and custom fields that the rule may change."""
    for bag in changes.bags:
        fields = owner.get(bag)
        if type(fields) is not dict:
            continue
        owner[bag] = fields = dict(fields)
        for name in changes.customs:
            key = custom_key(fields, name)
            if type(fields.get(key)) is dict:
                fields[key] = dict(fields[key])


LISTS = ("labels", "components", "fixVersions", "affectedVersions", "comments", "attachments", "workLogs")


def fill_lists(issue: dict[str, Json], program: Program) -> dict[str, Json]:
    """A list that the issue does not have yet is empty, not null, where the rule reads it; what was added."""
    missing = [name for name in LISTS if name in program.reads and issue.get(name) is None]
    issue.update({name: [] for name in missing})
    return {name: [] for name in missing}


def add_deltas(run: Run, program: Program) -> None:
    """`addedComments` and its like on an incoming replica, worked out from the previous one where read."""
    if run.kind != "incoming":
        return
    before = run.previous if type(run.previous) is dict else {}
    for name in ("Comments", "Attachments"):
        now, old = run.replica.get(name.lower()), before.get(name.lower()) or []
        wanted = [w for w in ("added", "removed", "changed") if w + name in program.reads]
        if wanted and isinstance(now, list):
            run.replica.update({w + name: delta(w, now, old) for w in wanted})


def delta(which: str, now: list[Any], old: list[Any]) -> list[Any]:
    """Entries added, removed or changed since the previous replica, matched by id."""
    before, after = {c.get("id"): c for c in old}, {c.get("id") for c in now}
    if which == "removed":
        return [c for c in old if c.get("id") not in after]
    if which == "added":
        return [c for c in now if c.get("id") not in before]
    return [c for c in now if c.get("id") in before and before[c.get("id")].get("body") != c.get("body")]


def copied(value: Any, depth: int = 0) -> Any:
    """A deep copy of plain data."""
    if depth > 200:
        raise ValueError("inputs are nested too deeply")
    if type(value) is dict:
        return {k: copied(v, depth + 1) for k, v in value.items()}
    return [copied(v, depth + 1) for v in value] if type(value) is list else value


def plain_words(error: Exception) -> str:
    """A host's error in the words of the language."""
    if isinstance(error, NameError):
        return "A variable is read before it has a value."
    if isinstance(error, TypeError | AttributeError):
        return "These values do not fit this operation."
    if isinstance(error, ArithmeticError):
        return "A number is out of range here."
    return "This expression cannot be evaluated."


def place_of(traceback: TracebackType | None, filename: str) -> tuple[int, int, int, int] | None:
    """Where in the rule the innermost frame of it stood: line, column, end line, end column."""
    found = None
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename == filename:
            positions = list(code.co_positions())[traceback.tb_lasti // 2]
            line, end_line, column, end_column = positions
            line = line or traceback.tb_lineno
            found = (line, (column or 0) + 1, end_line or line, (end_column or column or 0) + 1)
        traceback = traceback.tb_next
    return found


# ---------------------------------------------------------------------------- compiling


def compile_rule(source: str, *, kind: str | None = None, name: str = "<rule>") -> Rule:
    """An outgoing or incoming rule. DiagnosticError with all mistakes of its text."""
    kind = kind or kind_of(name)
    digest = digest_of(source, kind)
    if (digest, kind, name) not in COMPILED:
        COMPILED[digest, kind, name] = compiled(source, kind, name, digest)
    return COMPILED[digest, kind, name]


def compiled(source: str, kind: str, name: str, digest: str) -> Rule:
    from syncscript.language.misplaced import misplaced_writes
    from syncscript.language.syntax import parse

    parsed = parse(source, name)
    errors = [d for d in parsed.diagnostics if d.severity is Severity.ERROR]
    if errors:
        raise DiagnosticError(*errors)
    program = compile_script(parsed.script, source, name, kind)
    noticed = (*parsed.diagnostics, *misplaced_writes(parsed.script, parsed.source, kind))
    return Rule(name, kind, digest, program, source, noticed=noticed)


def kind_of(name: str) -> str:
    """From a file's name: `x.outgoing.sync`. DiagnosticError when it tells no kind."""
    words = name.rsplit("/", 1)[-1].lower().split(".")
    for kind in KINDS:
        if kind in words:
            return kind
    raise DiagnosticError(
        Diagnostic(
            "SEM100",
            f"{name} does not tell what kind of rule it is.",
            None,
            "name it x.outgoing.sync, x.incoming.sync or x.mapping.sync, or say --kind",
        )
    )


def digest_of(source: str, kind: str) -> str:
    return blake2b(f"{FORMAT}\0{kind}\0{source}".encode(errors="replace"), digest_size=16).hexdigest()
