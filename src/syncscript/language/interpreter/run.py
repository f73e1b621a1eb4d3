"""What one run of a rule carries along: budgets, the objects, what was written where, questions and trace.

Knows how to count, to remember and to ask. Refuses to know the tree of a rule and how values are combined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any, NamedTuple, NoReturn, TypeVar

from syncscript.language.interpreter.answers import Answers, answered
from syncscript.language.interpreter.faults import AnswerFailed, Fault, OverBudget, Stop, Unanswered
from syncscript.language.interpreter.limits import PLACE, Limits
from syncscript.language.interpreter.used_up import UsedUp
from syncscript.language.interpreter.values import Closure, Value
from syncscript.language.plain_data import copied
from syncscript.model import Json, Question, key_of

Position = tuple[int, int]
"""Line and column of a rule file, from 1."""

NOTHING: frozenset[str] = frozenset()
NO_FIELDS: Mapping[str, Json] = {}
Copied = tuple[frozenset[str], frozenset[str]]
"""Fields of the issue and of the replica that are copies, so that the rule may change them inside."""
NOT_COPIED: Copied = (NOTHING, NOTHING)


@dataclass(frozen=True, slots=True)
class TraceEntry:
    """One line of what a run tells. level: note | info | warn | error | debug."""

    level: str
    message: str
    file: str
    line: int
    column: int


Frozen = TypeVar("Frozen")
CHANGED = 120
"""Characters that it counts to remember where a list or map was changed."""
PLANNED = 20
"""Places that an operation counts as."""
REMEMBERED = 100
"""What it costs to remember something of a value."""


class Default(NamedTuple):
    """What makes the missing entries of a map or list. eager: also those in front of the one read."""

    value: Value
    closure: Closure
    eager: bool = False


# What a run starts with that most never need. Whoever adds the first entry makes its own.
NO_DEFAULTS: dict[int, Default] = {}
NO_ORDER: dict[int, tuple[Value, Closure | None]] = {}
NO_OPERATIONS: list[dict[str, Json]] = []
NO_TRACE: list[TraceEntry] = []


class Run:
    """The state of one run. `position` is where the expression now evaluated stands."""

    position: Position = (1, 1)
    depth = worked = weight = 0
    issue: Value = None
    replica: Value = None
    previous: Value = None
    target: Value = None
    bag: Value = None
    failed: Stop | None = None
    filled: Mapping[str, Json] = NO_FIELDS
    given: tuple[Mapping[str, Value], ...] = ()
    copied: Copied = NOT_COPIED
    returned = timed = copies_answers = settled = plainly = woken = False
    plain = own = NOTHING
    stepping: Iterator[None] | None = None
    used_up: UsedUp | None = None
    frozen: dict[int, Value] | None = None
    defaults: dict[int, Default] = NO_DEFAULTS
    ordered: dict[int, tuple[Value, Closure | None]] = NO_ORDER
    operations: list[dict[str, Json]] = NO_OPERATIONS
    trace: list[TraceEntry] = NO_TRACE
    opened: Mapping[str, Value] = NO_FIELDS
    patterns: dict[str, Any] | None = None
    prepared: set[str] | None = None

    def __init__(
        self, file: str, kind: str, inputs: Mapping[str, Json], limits: Limits, answers: Answers
    ) -> None:
        self.file, self.kind, self.inputs, self.limits, self.answers = file, kind, inputs, limits, answers
        self.ticks = repeat(None, limits.steps)
        self.allocated = self.spent = 0
        self.written: dict[str, Position] = {}
        self.customs: dict[str, Position] = {}
        self.changed: dict[int, tuple[Value, Position]] = {}
        self.absent: dict[str, None] = {}
        self.asked: dict[str, tuple[Question, Json, Json]] = {}

    # budgets

    @property
    def steps(self) -> Iterator[None]:
        """What every step is taken from."""
        if self.stepping is None:
            self.used_up = UsedUp()
            self.stepping = chain(self.ticks, self.used_up)
        return self.stepping

    @property
    def tick(self) -> Callable[[], None]:
        """Takes a step."""
        return self.steps.__next__

    def spend(self, steps: int) -> None:
        """Charge for steps that are about to be made."""
        self.spent += steps
        if self.spent > self.ticks.__length_hint__():
            self.exceed()

    def exceed(self) -> NoReturn:
        """The budget of steps is used up, now and for the rest of the run."""
        self.used_up = self.used_up or UsedUp()
        self.used_up.__next__()

    def used_steps(self) -> int:
        return self.limits.steps - self.ticks.__length_hint__() + self.spent

    def work(self, pieces: int) -> None:
        """Charge for small pieces of work, eight to a step."""
        self.worked += pieces
        if self.worked > 7:
            self.spend(self.worked >> 3)
            self.worked &= 7

    def charge(self, places: int) -> None:
        """Charge for places of lists and maps that are about to be made."""
        self.charge_letters(places * PLACE)

    def charge_letters(self, size: int) -> None:
        """Charge for characters that are about to be made, in whatever number of texts."""
        self.allocated += size
        if self.allocated > self.limits.allocation:
            raise OverBudget("The rule builds too much data.", "does text or a list grow in a loop?")

    def charge_text(self, size: int) -> None:
        self.refuse_long(size)
        self.charge_letters(size)

    def refuse_long(self, size: int) -> None:
        if size > self.limits.text:
            raise OverBudget(f"A text of {size} characters is too long.", "build shorter texts")

    # calls

    def enter(self) -> None:
        """At the start of every call of a closure or method of the script; `depth` goes down at its end."""
        self.tick()
        self.depth += 1
        if self.depth > self.limits.depth:
            raise OverBudget("Too many calls inside calls.", "does a method call itself without end?")

    def invoke(self, closure: Value, *arguments: Value) -> Value:
        """Call a closure. One list for several parameters is spread over them, as in Groovy."""
        if type(closure) is not Closure:
            raise Fault(
                f"Cannot call {'null' if closure is None else 'a value that is no closure'}.",
                kind="NullPointerException" if closure is None else "MissingMethodException",
                code="R103",
            )
        if not closure.least <= len(arguments) <= closure.most:
            arguments = fitted(closure, arguments)
        self.enter()
        try:
            return closure.function(*arguments)
        finally:
            self.depth -= 1

    # writes

    def note_change(self, value: Value) -> None:
        """Something inside this list or map is about to be changed at the present position."""
        if self.frozen and id(value) in self.frozen:
            raise Fault(
                "This value cannot be changed.",
                "make a copy of it: new ArrayList(list), new HashMap(map)",
                kind="UnsupportedOperationException",
                code="R116",
            )
        if id(value) not in self.changed:
            self.charge_letters(CHANGED)
        self.changed[id(value)] = (value, self.position)

    def freeze(self, value: Frozen) -> Frozen:
        """The value, which from now on refuses changes."""
        self.charge(REMEMBERED)
        self.frozen = self.frozen or {}
        self.frozen[id(value)] = value
        return value

    def keep_default(self, default: Default) -> None:
        """From now on a list or map makes what it lacks."""
        self.charge(REMEMBERED)
        self.defaults = self.defaults or {}
        self.defaults[id(default.value)] = default

    # the world

    def plan(self, operation: dict[str, Json]) -> None:
        """Remember what the rule wants done."""
        listed = [len(part) for part in operation.values() if isinstance(part, list | dict)]
        self.charge(PLANNED + sum(listed))
        self.operations = self.operations or []
        self.operations.append(operation)

    def tell(self, level: str, message: str) -> None:
        self.charge_letters(len(message) + 20 * PLACE)
        line, column = self.position
        self.trace = self.trace or []
        self.trace.append(TraceEntry(level, message, self.file, line, column))

    def ask(self, helper: str, method: str, *arguments: Json) -> Json:
        """The answer to a question; each is asked once in a run. A miss is null and leaves a note."""
        key = key_of(helper, method, arguments)
        if key in self.asked:
            return self.asked[key][2]
        question = Question(helper, method, arguments)
        self.spend(1)
        self.charge_letters(2 * len(key) + 20 * PLACE)
        try:
            answer = answered(self.answers, question)
        except (AnswerFailed, Unanswered) as stop:
            self.failed = stop  # so that no `finally` of the rule can make it unseen
            raise
        given = copied(answer) if self.copies_answers else answer
        self.asked[key] = question, answer, given
        if answer is None:
            why = ": nobody was there to answer" if self.answers is None else ""
            self.tell("note", f"{key} found nothing{why}")
        return given

    @property
    def questions(self) -> list[tuple[Question, Json]]:
        """As asked, with what was answered."""
        return [(question, answer) for question, answer, _ in self.asked.values()]

    def confirm(self) -> None:
        """At the end: a stop that a `return` inside `finally` swallowed is still a stop."""
        if self.failed is not None:
            raise self.failed
        left = self.ticks.__length_hint__()
        if self.spent > left or (self.used_up is not None and self.used_up.hit):
            self.exceed()
        if self.allocated > self.limits.allocation:
            self.charge(0)


def fitted(closure: Closure, arguments: tuple[Value, ...]) -> tuple[Value, ...]:
    """The arguments as this closure can take them. Fault when it cannot."""
    if not arguments and closure.most == 1:
        return (None,)
    if len(arguments) == 1 and isinstance(arguments[0], list) and closure.most > 1:
        spread = tuple(arguments[0])
        if closure.least <= len(spread) <= closure.most:
            return spread
    wanted = str(closure.most) if closure.least == closure.most else f"{closure.least} to {closure.most}"
    raise Fault(
        f"This closure takes {wanted} arguments, {len(arguments)} given.",
        code="R104",
        kind="MissingMethodException",
    )


Native = Any
"""A function of a builtins file: (run, receiver, *arguments) -> value."""
