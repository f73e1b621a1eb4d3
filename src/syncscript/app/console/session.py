"""What was entered so far, as one rule: each line runs behind those before it that left something.

A rule is a pure function, so running all again gives the same; questions are asked once. Refuses to know
where the inputs come from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from syncscript.language import Limits, Outcome, RuleFailure, TraceEntry, compile_rule
from syncscript.language.builtins.registry import CHANGING
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.syntax import parse, tree
from syncscript.language.syntax.parsing import tokens_of
from syncscript.model import Diagnostic, DiagnosticError, Json, Question, Written

NAME = "<console>"
LEAVING = (
    tree.Assignment, tree.Step, tree.Declaration, tree.MultipleDeclaration, tree.MultipleAssignment,
    tree.Method, tree.ClassDefinition, tree.Import,
)  # fmt: skip
"""What later lines may need."""
Answer = Callable[[Question], Json]


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of an entry. value: of its last expression; says: it has one that is worth showing;
    writes: fields that it wrote or changed; problems: instead of all else."""

    value: Json = None
    says: bool = False
    writes: Mapping[str, Written] | None = None
    operations: tuple[Mapping[str, Json], ...] = ()
    trace: tuple[TraceEntry, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


class Session:
    """answer: to questions that the inputs' own answers do not have; None: they find nothing."""

    def __init__(
        self, inputs: Mapping[str, Json], kind: str = "incoming", answer: Answer | None = None
    ) -> None:
        self.inputs, self.kind, self.answer = inputs, kind, answer
        self.kept: list[str] = []
        self.answers: dict[str, Json] = dict(inputs.get("answers") or {})
        self.last = self.run("")

    def enter(self, text: str) -> Entered:
        """Runs the text behind all that was kept; keeps it when it left something."""
        above = sum(each.count("\n") + 1 for each in self.kept)
        try:
            outcome = self.run("\n".join([*self.kept, text]))
        except DiagnosticError as error:
            return Entered(problems=tuple(moved(each, above) for each in error.diagnostics))
        except RuleFailure as failure:
            return Entered(problems=(moved(failure.diagnostic, above),))
        before, statements = self.last, parse(text, NAME).script
        entered = Entered(
            outcome.value,
            outcome.value is not None or is_question(statements),
            {n: w for n, w in outcome.writes.items() if is_new(n, w, before)},
            outcome.operations[len(before.operations) :],
            tuple(each for each in outcome.trace if each.line > above and each.level != "note"),
        )
        if leaves_something(statements, outcome, before) and not outcome.returned:
            self.kept.append(text)
            self.last = outcome
        return entered

    def run(self, source: str) -> Outcome:
        rule = compile_rule(source, kind=self.kind, name=NAME)
        given = {name: value for name, value in self.inputs.items() if name != "answers"}
        return rule.run(given, Limits(), self.answered)

    def answered(self, question: Question) -> Json:
        """From what is known, else asked once."""
        if question.key not in self.answers:
            self.answers[question.key] = self.answer(question) if self.answer is not None else None
        return self.answers[question.key]

    def undo(self) -> str | None:
        """The last entry that was kept, taken back."""
        if not self.kept:
            return None
        taken = self.kept.pop()
        self.last = self.run("\n".join(self.kept))
        return taken

    def reset(self) -> None:
        self.kept.clear()
        self.last = self.run("")


def is_question(script: tree.Script) -> bool:
    """Whether it ends with an expression that is asked for its value."""
    last = script.body[-1] if script.body else None
    return isinstance(last, tree.ExpressionStatement) and not isinstance(last.expression, tree.Assignment)


def leaves_something(script: tree.Script, outcome: Outcome, before: Outcome) -> bool:
    for node in walk(script):
        if isinstance(node, LEAVING) or (isinstance(node, tree.Call) and node.name in CHANGING):
            return True
    return (outcome.issue, outcome.replica, outcome.operations) != (
        before.issue, before.replica, before.operations)  # fmt: skip


def is_new(name: str, written: Written, before: Outcome) -> bool:
    known = before.writes.get(name)
    return known is None or known.value != written.value


def moved(diagnostic: Diagnostic, above: int) -> Diagnostic:
    """The same with lines counted from the entry's first one."""
    span = diagnostic.span
    if span is None or span.line <= above:
        return diagnostic
    here = replace(span, line=span.line - above, end_line=max(1, span.end_line - above))
    return replace(diagnostic, span=here)


def needs_more(text: str) -> bool:
    """Whether a bracket or a long text is open, so that the entry goes on in the next line."""
    keys = {problem.key for problem in tokens_of(text).problems}
    opens_text = any(text.count(quotes) % 2 for quotes in ("'''", '"""'))
    return "bracket_without_end" in keys or opens_text


