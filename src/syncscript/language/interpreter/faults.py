"""What goes wrong in a run, and what of it a script's own `catch` may see.

A Fault is a mistake in the rule or its data; a script may catch it. A Stop is final: a budget is used
up, or the answerer failed. The caller of a run sees RuleFailure only, or the answerer's own exception.
"""

from __future__ import annotations

from syncscript.model import Diagnostic

NO_VALUE = "NullPointerException"
NO_MEMBER = "MissingPropertyException"
NO_METHOD = "MissingMethodException"
BAD_NUMBER = "NumberFormatException"
BAD_ARGUMENT = "IllegalArgumentException"
BAD_CAST = "GroovyCastException"
BAD_MATH = "ArithmeticException"


class RuleFailure(Exception):
    """A run that did not finish. The diagnostic names file, line and column of the expression."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


class Fault(Exception):
    """A mistake met while a rule runs.

    kind: the exception's name as a script's `catch` sees it; said: its message there, if not ours;
    about: the member that is missing; at: where, when no expression of the rule failed.
    """

    at: tuple[int, int] | None = None

    def __init__(
        self,
        message: str,
        help: str = "",
        *,
        code: str = "R100",
        kind: str = "RuntimeException",
        value: object = None,
        said: str | None = None,
        about: str | None = None,
    ) -> None:
        super().__init__(message)
        self.about = about
        self.said = said
        self.message = message
        self.help = help
        self.code = code
        self.kind = kind
        self.value = value


class Stop(BaseException):
    """Ends a run whatever the script does. at: where, when no expression of the rule did."""

    at: tuple[int, int] | None = None


class OverBudget(Stop):
    """A budget is used up."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.code = "R900"


class Unanswered(Stop):
    """A question got no answer, or one that is no plain data."""

    def __init__(self, message: str, help: str, code: str) -> None:
        super().__init__()
        self.message, self.help, self.code = message, help, code


class AnswerFailed(Stop):
    """The answerer raised. The run lets the original pass to its caller unchanged."""

    def __init__(self, original: BaseException) -> None:
        super().__init__()
        self.original = original


CATCHABLE = (Fault, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)
"""What a script's `catch` may see."""
