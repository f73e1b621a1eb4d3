"""Coverage wired up: rules that note what runs, one ledger a file, also of files without a case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from syncscript.app.case_files import rules_below
from syncscript.app.testing import shown, text_in
from syncscript.cases.coverage import FileCoverage, coverage_of
from syncscript.cases.shelf import Compiler, Names, kind_of_file
from syncscript.language import MappingRules, Rule
from syncscript.language.interpreter.measuring import Ledger
from syncscript.language.measured import measured_mapping, measured_rule
from syncscript.model import DiagnosticError


class Measure:
    """What the runs of one `syncscript test` reach."""

    def __init__(self) -> None:
        self.ledgers: defaultdict[str, Ledger] = defaultdict(Ledger)
        self.texts: dict[str, str] = {}

    @property
    def compiler(self) -> Compiler:
        return Compiler(self.rule, self.mapping)

    def rule(self, text: str, kind: str, name: str) -> Rule:
        self.texts[name] = text
        return measured_rule(text, kind, name, self.ledgers[name])

    def mapping(self, text: str, name: str, sides: Names) -> MappingRules:
        self.texts[name] = text
        return measured_mapping(text, name, sides, self.ledgers[name])

    def add_untested(self, paths: Sequence[Path]) -> None:
        """Rule files below the paths that no case runs; what cannot be compiled has no lines to reach."""
        for path in rules_below(paths):
            name, kind = shown(path), kind_of_file(path.name)
            if name in self.texts or not kind:
                continue
            with suppress(DiagnosticError):
                if kind == "mapping":
                    self.mapping(text_in(path), name, None)
                else:
                    self.rule(text_in(path), kind, name)

    def files(self) -> list[FileCoverage]:
        found = sorted(self.texts.items())
        return [coverage_of(name, text, self.ledgers[name].reached()) for name, text in found]
