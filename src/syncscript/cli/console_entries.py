"""What can be entered in the console: code of rules, and commands that begin with a colon."""

from __future__ import annotations

from collections.abc import Callable

from syncscript.app.console.session import Session
from syncscript.cli.show.diagnostics import diagnostic_text, terminal_safe
from syncscript.cli.show.entered import entered_text, value_text
from syncscript.cli.show.paint import Paint
from syncscript.contracts import TrackerError
from syncscript.language import RuleFailure
from syncscript.language.assist import Offer, RuleText, completions, replaced_from
from syncscript.model import DiagnosticError

MARK = ":"


class Console:
    """Answers entries; commands are the methods whose names begin with `tell_`."""

    def __init__(self, session: Session, paint: Paint) -> None:
        self.session, self.paint = session, paint

    def told(self, entry: str) -> str | None:
        """What is shown for an entry; None when it ends the session."""
        text = entry.strip()
        if text in (":quit", ":q", ":exit"):
            return None
        if not text:
            return ""
        try:
            return self.command(text[1:]) if text.startswith(MARK) else self.run(entry)
        except TrackerError as error:
            return f"{diagnostic_text(error.diagnostic)}\n"

    def run(self, entry: str) -> str:
        return entered_text(self.session.enter(entry), self.session.kind, self.paint)

    def command(self, text: str) -> str:
        name, _, rest = text.partition(" ")
        tell: Callable[[str], str] | None = getattr(self, f"tell_{name}", None)
        if tell is None:
            from difflib import get_close_matches

            near = get_close_matches(name, self.commands(), 1)
            return f"there is no {MARK}{terminal_safe(name)}{f'; did you mean :{near[0]}?' if near else ''}\n"
        return tell(rest.strip())

    def commands(self) -> list[str]:
        return [*(name.removeprefix("tell_") for name in dir(self) if name.startswith("tell_")), "quit"]

    def offers(self, before: str) -> tuple[int, tuple[Offer, ...]]:
        """What could stand behind this text: names that were declared so far too."""
        if before.startswith(MARK):
            return len(before) - 1, tuple(Offer(name, "keyword") for name in self.commands())
        above = "".join(f"{kept}\n" for kept in self.session.kept)
        rule, offset = RuleText(above + before, self.session.kind), len(above) + len(before)
        return offset - replaced_from(rule, offset), completions(rule, offset)

    # ------------------------------------------------------------------------ commands

    def tell_help(self, rest: str) -> str:
        """This list."""
        rows = [(name, getattr(self, f"tell_{name}", None)) for name in self.commands()]
        lines = [f"  :{name:8} {(tell.__doc__ or '').strip() if tell else 'End.'}\n" for name, tell in rows]
        return "An expression shows its value; what it assigns is kept for the next lines.\n" + "".join(lines)

    def tell_given(self, rest: str) -> str:
        """What the rule is given: issue, replica and the rest."""
        return f"{value_text(self.session.inputs, self.paint)}\n"

    def tell_writes(self, rest: str) -> str:
        """All that would be written so far."""
        writes = {name: written.value for name, written in self.session.last.writes.items()}
        return f"{value_text(writes, self.paint)}\n"

    def tell_rule(self, rest: str) -> str:
        """The lines that were kept: they are a rule."""
        from syncscript.cli.show.colour import coloured

        return "".join(f"{coloured(terminal_safe(line), self.paint)}\n"
                       for kept in self.session.kept for line in kept.splitlines())  # fmt: skip

    def tell_load(self, rest: str) -> str:
        """Run a rule file, and go on behind it: :load FILE"""
        from syncscript.cli.commands.eval import LONGEST_RULE
        from syncscript.cli.reading import read_text

        try:
            return self.run(read_text(rest, LONGEST_RULE))
        except DiagnosticError as error:
            return "".join(f"{diagnostic_text(each)}\n" for each in error.diagnostics)

    def tell_undo(self, rest: str) -> str:
        """Take the last line that was kept back."""
        try:
            taken = self.session.undo()
        except RuleFailure as failure:
            return f"{diagnostic_text(failure.diagnostic)}\n"
        return f"taken back: {terminal_safe(taken)}\n" if taken is not None else "nothing was kept\n"

    def tell_reset(self, rest: str) -> str:
        """Begin anew with what was given."""
        self.session.reset()
        return ""
