"""A rule file, compiled and ready to run: the one thing the rest of the project sees of the interpreter.

A rule is a pure function of its inputs and the answers to its questions. Refuses to read files, clocks or
networks; inputs are never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from syncscript.language.failing import place_of, plain_words
from syncscript.language.inputs import ANSWERS, KNOWN, checked_inputs, unread
from syncscript.language.interpreter.answers import Answers
from syncscript.language.interpreter.compiler import Emitting, Program, compile_script, too_deep
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.faults import (
    AnswerFailed,
    Fault,
    OverBudget,
    RuleFailure,
    Stop,
    Unanswered,
)
from syncscript.language.interpreter.limits import Limits
from syncscript.language.interpreter.metering import METER
from syncscript.language.interpreter.outcome import Outcome, outcome_of
from syncscript.language.interpreter.quick.forms import Asked, Forms, remembered
from syncscript.language.interpreter.quick.program import QuickProgram, quick_program
from syncscript.language.interpreter.quick.support import QuickRun
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.transfer import normalise_copies
from syncscript.language.interpreter.values import Value
from syncscript.language.named_nulls import with_what_was_null
from syncscript.language.own_stack import on_own_stack, with_room
from syncscript.language.preparing import drop_unused_bags, drop_unused_lists, prepare
from syncscript.language.rule_files import WRITTEN, kind_of
from syncscript.model import Diagnostic, DiagnosticError, Json, Severity, Span

if TYPE_CHECKING:
    from syncscript.language.syntax import Parsed

FORMAT = "1"
"""Version of what a compiled rule means; part of its digest."""

USUAL = Limits()
COMPILED: dict[tuple[str, str, str], Rule] = {}
"""Rules in use, the one asked for last at the end."""
MOST_COMPILED = 2000


class Rule:
    """One direction's program. `digest` changes when the source or the language's format does."""

    __slots__ = ("always", "digest", "excerpts", "forms", "kind", "name", "notice", "program", "warned")

    def __init__(
        self,
        name: str,
        kind: str,
        digest: str,
        program: Program,
        source: str,
        always: tuple[str, ...] = (),
        notice: Callable[[], tuple[Diagnostic, ...]] = tuple,
    ) -> None:
        self.name, self.kind, self.digest, self.program, self.always = name, kind, digest, program, always
        self.excerpts = source.splitlines()
        self.notice = notice
        self.warned: tuple[Diagnostic, ...] | None = None
        self.forms = Forms(partial(quick_program, program, source, name, kind, hands_on=not always))

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What the rule compiles with but should be told about; looked for when somebody asks."""
        if self.warned is None:
            self.warned = (*self.notice(), *self.program.warnings)
        return self.warned

    def __repr__(self) -> str:
        return f"Rule({self.name!r}, {self.kind!r})"

    def run(
        self, inputs: Mapping[str, Json], limits: Limits | None = None, answers: Answers = None
    ) -> Outcome:
        """Run on plain data with the keys of `inputs.KNOWN`, all optional.

        answers: a function from Question to plain data; or a mapping by Question.key, which must hold every
        question that is asked; None: the mapping in the inputs, and without one every question finds
        nothing. RuleFailure when the rule fails or the inputs are unfit; whatever a function of answers
        raises passes through.
        """
        try:
            quick = self.forms.quick
            if quick is None:
                return self.carefully(inputs, limits, answers)
            return self.quickly(quick, inputs, limits, answers)
        except AnswerFailed as failed:
            raise failed.original from None
        except (OverBudget, Unanswered) as error:
            raise self.failure(error.code, error.message, error.help, error) from None
        except Fault as error:
            raise self.failure(error.code, self.told(error, inputs), error.help, error) from None
        except RecursionError as error:
            raise self.failure(
                "R900", "Too many calls inside calls.", "does something contain itself?", error
            ) from None
        except MemoryError as error:
            raise self.failure(
                "R902", "There is no memory left for this run.", "do less in one rule", error
            ) from None
        except Exception as error:
            raise self.failure(
                "R199", plain_words(error), "check the types of the values on this line", error
            ) from None

    def carefully(
        self, inputs: Mapping[str, Json], limits: Limits | None, answers: Answers, asked: Asked = ()
    ) -> Outcome:
        """asked: what the quick form has asked before it gave up."""
        inputs = with_room(partial(checked_inputs, inputs, limits, answers))
        if answers is None:
            answers = inputs.get(ANSWERS)
        run = self.begun(inputs, limits, remembered(asked, answers))
        try:
            outcome = self.finished(run, self.program.function)
        except RecursionError:
            again = self.begun(inputs, limits, remembered(run.questions, run.answers))
            outcome = on_own_stack(partial(self.finished, again, self.program.function))
        self.forms.succeeded()
        return outcome

    def begun(self, inputs: Mapping[str, Json], limits: Limits | None, answers: Answers) -> Run:
        run = Run(self.name, self.kind, inputs, limits or USUAL, answers)
        for note in unread(inputs):
            run.tell("note", note)
        return run

    def quickly(
        self, quick: QuickProgram, inputs: Mapping[str, Json], limits: Limits | None, answers: Answers
    ) -> Outcome:
        """What the careful form would tell, which takes over where the quick one gives up.

        Here inputs are not looked through: the rule has met such inputs often, and refuses what it touches.
        """
        run: Run | None = None
        try:
            if quick.transfer is not None:
                outcome = quick.transfer(inputs)
                if outcome is not None:
                    return outcome
            if quick.depth <= (limits or USUAL).depth and inputs.keys() <= KNOWN:
                run = QuickRun(self.name, self.kind, inputs, limits or USUAL, answers)
                if answers is None:
                    run.answers = inputs.get(ANSWERS)
                run.plain, run.own, run.weight = quick.plain, quick.own, quick.weight
                run.settled, run.plainly = quick.settled, quick.plainly
                return self.finished(run, quick.function)
        except AnswerFailed:
            raise
        except (OverBudget, Unanswered, Exception):
            self.forms.gave_up()
        return self.carefully(inputs, limits, answers, run.questions if run is not None else ())

    def finished(self, run: Run, function: Callable[[Run], Value]) -> Outcome:
        metered = METER.set(run)
        try:
            original = prepare(run, run.inputs, self.program)
            value = function(run)
            run.confirm()
            if not run.settled:
                normalise_copies(run)
            if run.opened:
                drop_unused_bags(run)
            outcome = outcome_of(run, value, original)
        finally:
            METER.reset(metered)
        if run.filled:
            drop_unused_lists(outcome.issue, run)
        return self.with_always_sent(outcome) if self.always else outcome

    def with_always_sent(self, outcome: Outcome) -> Outcome:
        """Fields that cross without counting as written, so the writes are settled first."""
        outcome.writes  # noqa: B018
        for field in self.always:
            if field in outcome.issue:
                outcome.replica.setdefault(field, outcome.issue[field])
        return outcome

    def told(self, error: Fault, inputs: Mapping[str, Json]) -> str:
        """The message of a fault; one about null says what was null."""
        place = place_of(error.__traceback__, self.program.filename) if error.code == "R101" else None
        if place is None or place[0] != place[2]:
            return error.message
        failed = self.excerpts[place[0] - 1][place[1] - 1 : place[3] - 1]
        return with_what_was_null(error.message, failed, inputs, self.kind)

    def failure(self, code: str, message: str, help: str, error: BaseException) -> RuleFailure:
        place = place_of(error.__traceback__, self.program.filename)
        if place is None and isinstance(error, Fault | Stop) and error.at is not None:
            place = (*error.at, *error.at)
        span = Span(self.name, *place) if place else None
        line = place[0] if place else 0
        excerpt = self.excerpts[line - 1] if 0 < line <= len(self.excerpts) else ""
        return RuleFailure(Diagnostic(code, message, span, help, Severity.ERROR, excerpt))


# ---------------------------------------------------------------------------- compiling


def compile_rule(source: str, *, kind: str | None = None, name: str = "<rule>", keep: bool = False) -> Rule:
    """An outgoing or incoming rule. DiagnosticError with all mistakes of its text.

    keep: compiled rules are kept in the user's cache directory, and taken from there.
    """
    kind = wanted_kind(source, kind or kind_of(name))
    digest = digest_of(source, kind)
    key = (digest, kind, name)
    rule = COMPILED.pop(key, None)
    if rule is None:
        rule = kept_rule(source, kind, name, digest) if keep else compiled(source, kind, name, digest)
        forget_oldest()
    COMPILED[key] = rule
    return rule


def forget_oldest() -> None:
    """Keeps a process that meets ever new rules from growing; other threads may do the same meanwhile."""
    for oldest in list(COMPILED)[: max(0, len(COMPILED) + 1 - MOST_COMPILED)]:
        COMPILED.pop(oldest, None)


def kept_rule(source: str, kind: str, name: str, digest: str) -> Rule:
    """From the cache where it is there; a rule with warnings is not kept."""
    from syncscript.language.kept_rules import kept_program

    made: list[Rule] = []

    def make() -> Program | None:
        made.append(compiled(source, kind, name, digest))
        return None if made[0].warnings else made[0].program

    program = kept_program(source, name, kind, make)
    if made or program is None:
        return made[0] if made else compiled(source, kind, name, digest)
    return Rule(name, kind, digest, program, source)


def wanted_kind(source: object, kind: str) -> str:
    """The kind, when this is the text of a rule of a kind that compiles to one program."""
    if not isinstance(source, str):
        raise TypeError(f"the source of a rule is text, not {type(source).__name__}")
    if kind in WRITTEN:
        return kind
    help = "say outgoing or incoming" if kind != "mapping" else "a mapping makes several: use compile_mapping"
    raise DiagnosticError(Diagnostic("SEM112", f"{kind} is no kind of rule.", None, help))


def compiled(source: str, kind: str, name: str, digest: str, emitting: Emitting = Emitter) -> Rule:
    """emitting: makes the emitter, where it is not the usual one."""
    try:
        return with_room(partial(compiled_here, source, kind, name, digest, emitting))
    except RecursionError:
        raise too_deep(name) from None


def compiled_here(source: str, kind: str, name: str, digest: str, emitting: Emitting) -> Rule:
    from syncscript.language.syntax import parse

    parsed = parse(source, name)
    errors = [d for d in parsed.diagnostics if d.severity is Severity.ERROR]
    if errors:
        raise DiagnosticError(*errors)
    program = compile_script(parsed.script, source, name, kind, emitting)
    return Rule(name, kind, digest, program, source, notice=partial(noticed_in, parsed, kind))


def noticed_in(parsed: Parsed, kind: str) -> tuple[Diagnostic, ...]:
    """What the parser noticed, and what lint tells of a rule that is to be run."""
    from syncscript.language.lint.linting import noticed_at_run

    return (*parsed.diagnostics, *noticed_at_run(parsed, kind))


def digest_of(source: str, kind: str) -> str:
    return blake2b(f"{FORMAT}\0{kind}\0{source}".encode(errors="replace"), digest_size=16).hexdigest()
