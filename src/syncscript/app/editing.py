"""What is known and found of one file while somebody writes it: its text comes from the editor.

The same choices, schemas and other sides as lint's own. A project with mistakes is no reason to say nothing:
what cannot be read is unknown. Refuses to know editors.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from syncscript.app.case_files import is_case_file
from syncscript.app.discovering import is_rule_file
from syncscript.app.linting.around import forget, surroundings_of
from syncscript.app.linting.home import FILE_NAME, Home, home_in, homes_of
from syncscript.app.linting.memory import memory_for
from syncscript.app.linting.report import PAGES
from syncscript.app.linting.reported import Reported
from syncscript.app.linting.running import Run, Wish
from syncscript.app.unsaved import case_findings, settings_findings
from syncscript.language.lint import Surroundings
from syncscript.language.lint.surroundings import UNKNOWN
from syncscript.language.rule_files import kind_of
from syncscript.model import DiagnosticError
from syncscript.model.pages import name_of

KINDS = ("mapping", "incoming", "outgoing")


@dataclass(frozen=True, slots=True)
class Context:
    """kind: outgoing, incoming or mapping; is_rule: a connection names the file, or its name says so: an
    editor may hand in any Groovy. pages: address of the page that explains findings."""

    kind: str
    surroundings: Surroundings = UNKNOWN
    is_rule: bool = True
    pages: str = PAGES


class Editing:
    """memory: what needs no second look while the program runs; nothing of it is kept."""

    def __init__(self) -> None:
        self.memory = memory_for(Path.cwd(), keeps=False)

    def context(self, file: Path) -> Context:
        """By the first connection that names the file, else by its name; incoming where nothing tells."""
        root = homes_of([file])[file]
        home = home_in(root) if root is not None else Home(file.parent)
        roles, pages = home.roles.get(home.path_of(file), ()), home.choice("pages", PAGES)
        if root is None or not roles:
            return Context(kind_by_name(file.name), UNKNOWN, is_rule_file(file.name), pages)
        forget()
        return Context(roles[0].kind, surroundings_of(root, roles[0]), True, pages)

    def findings(self, file: Path, text: str, *, is_rule: bool = False) -> tuple[Reported, ...]:
        """What `syncscript lint` would tell of the file with this text; of a case file `syncscript test`.
        is_rule: somebody says so whose word counts where the name tells nothing."""
        if file.name == FILE_NAME:
            return tuple(settings_findings(file, text, self.memory))
        if is_case_file(file.name):
            return tuple(case_findings(file, text))
        if self.context(file).is_rule:
            return self.rule_findings(file, text)
        return self.findings_of_any_kind(file, text) if is_rule else ()

    def findings_of_any_kind(self, file: Path, text: str) -> tuple[Reported, ...]:
        """What is wrong in a rule of either direction; nothing of what is a mapping."""
        mapping, incoming, outgoing = (self.rule_findings(file, text, kind) for kind in KINDS)
        is_mapping = not any(each.severity == "error" for each in mapping)
        return () if is_mapping else tuple(each for each in incoming if each in outgoing)

    def rule_findings(self, file: Path, text: str, kind: str | None = None) -> tuple[Reported, ...]:
        wish = Wish((), kind, typed=(file, text.encode("utf-8", "replace")))
        try:
            judged = Run(wish, self.memory).judged()
        except DiagnosticError as error:
            return tuple(unfit(each.code, each.message, each.help, str(file)) for each in error.diagnostics)
        return tuple(each for found in judged for each in found.found)


def is_beside_rules(file: Path) -> bool:
    """Whether it belongs to a project, or to the rest of a folder, but holds no rule."""
    return file.suffix in (".toml", ".yaml", ".yml", ".json", ".md")


def kind_by_name(name: str) -> str:
    try:
        return kind_of(name)
    except DiagnosticError:
        return "incoming"


def unfit(code: str, message: str, help: str, file: str) -> Reported:
    """What keeps lint from working at all, told at the head of the file."""
    return Reported(file, 0, 0, 0, 0, code, name_of(code), "error", message, help)

