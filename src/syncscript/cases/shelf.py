"""The rules that cases name: compiled once each, whatever number of cases runs them.

How a file's text is got and how it is compiled is handed in. Knows that a case file `x.test.yaml` tests the
rule file `x` beside it. DiagnosticError for whatever cannot be found or compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from syncscript.cases.case import Case, Sides
from syncscript.cases.documents import Path
from syncscript.language import MappingRules, Rule, kind_of
from syncscript.model import DiagnosticError

SUFFIX = ".test.yaml"
RULE_SUFFIXES = (".sync", ".groovy")

Names = tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class RulesOfSide:
    outgoing: Rule
    incoming: Rule


@dataclass(frozen=True, slots=True)
class Compiler:
    """rule: from text, kind and name; mapping: from text, name and the sides as they are named."""

    rule: Callable[[str, str, str], Rule]
    mapping: Callable[[str, str, Names], MappingRules]


class Shelf:
    """text_of: a file's text, None where there is none; connected: the sides of a connection, by its
    name and the case file that names it."""

    def __init__(
        self,
        text_of: Callable[[str], str | None],
        compiler: Compiler,
        connected: Callable[[str, str], Sides] | None = None,
    ) -> None:
        self.text_of, self.compiler, self.connected = text_of, compiler, connected
        self.compiled = cache(self.compile)

    def compile(self, file: str, kind: str, sides: Names) -> Rule | MappingRules:
        text = self.text_of(file)
        assert text is not None, "files are looked for before"
        if kind == "mapping":
            return self.compiler.mapping(text, file, sides)
        return self.compiler.rule(text, kind, file)

    def file_of(self, case: Case) -> str:
        """The rule file of a case: the one it names, else the one beside with the same name."""
        file = PurePath(case.document.file)
        if case.rule is not None:
            return self.beside(case, case.rule, rule_key(case))
        stem = file.name.removesuffix(SUFFIX)
        named = [str(file.with_name(stem + suffix)) for suffix in RULE_SUFFIXES]
        found = [name for name in named if self.text_of(name) is not None]
        if found:
            return found[0]
        help = f"name it: `rule: {stem}.sync`, from where the case file stands"
        raise self.wrong(case, f"there is no rule file {named[0]} beside this file", help)

    def beside(self, case: Case, name: str, at: Path | None = None) -> str:
        """A file that a case names, from where the case file stands. at: where it names it."""
        parts: list[str] = []
        for part in (PurePath(case.document.file).parent / name).parts:
            up = part == ".." and parts and parts[-1] not in ("..", "/")
            parts = parts[:-1] if up else [*parts, part]
        path = str(PurePath(*parts))
        if self.text_of(path) is None:
            raise self.wrong(case, f"there is no rule file {path}", "correct its name; it is looked for from "
                             "where the case file stands", at)  # fmt: skip
        return path

    def wrong(self, case: Case, message: str, help: str, at: Path | None = None) -> DiagnosticError:
        return DiagnosticError(case.document.mistake("K120", at or case.at, message, help))

    def rule(self, case: Case) -> Rule:
        """The one rule of a case that has one side."""
        file = self.file_of(case)
        told = kind_of_file(file)
        kind = case.kind or told
        if not kind:
            help = "say `kind: outgoing` or `kind: incoming`"
            raise self.wrong(case, f"{file} does not tell what kind of rule it is", help, rule_key(case))
        if told != "mapping":
            self.refuse_unheard(case, file, told)
            found = self.compiled(file, kind, None)
            assert isinstance(found, Rule)
            return found
        mapping = self.mapping(file, case.sides.names if case.sides else ())
        if case.side not in mapping.incoming:
            told = "this case names no side" if case.side is None else f"{file} has no side {case.side}"
            raise self.wrong(case, told, f"say `side:` {' or '.join(mapping.incoming)}; or `from:` for both")
        return (mapping.outgoing if case.kind == "outgoing" else mapping.incoming)[str(case.side)]

    def refuse_unheard(self, case: Case, file: str, told: str) -> None:
        """What a case says of its rule must be so: nothing of it is passed over."""
        if case.side is not None:
            help = "take `side:` out; it chooses the rule of a mapping file"
            raise self.wrong(case, f"{file} is the rule of one side", help, (*case.at, "side"))
        if case.kind and told and case.kind != told:
            help = "take `kind:` out, or name another file with `rule:`"
            raise self.wrong(case, f"{file} is an {told} rule by its name", help, (*case.at, "kind"))

    def mapping(self, file: str, names: tuple[str, ...]) -> MappingRules:
        sides = (names[0], names[1]) if len(names) == 2 else None
        found = self.compiled(file, "mapping", sides)
        assert isinstance(found, MappingRules)
        return found

    def both(self, case: Case) -> Mapping[str, RulesOfSide]:
        """The rules of both sides of a two-sided case, by the name of the side."""
        sides, inside = case.sides or Sides(), True
        if sides.connection is not None:
            if self.connected is None:
                raise self.wrong(case, "there is no project here that tells connections", "name sides")
            sides, inside = self.connected(sides.connection, case.document.file), False
        made = self.sides_of(case, sides, inside)
        if case.origin not in made:
            raise self.wrong(case, f"there is no side {case.origin}", f"say `from:` {' or '.join(made)}")
        return made

    def sides_of(self, case: Case, sides: Sides, inside: bool) -> Mapping[str, RulesOfSide]:
        """inside: files are named from where the case file stands."""
        if not sides.files:
            named = sides.mapping
            file = named if named and not inside else self.file_of(case)
            if kind_of_file(file) != "mapping":
                help = "add `sides:` with outgoing and incoming of each"
                raise self.wrong(case, "a case with `from` needs the rules of both sides", help)
            mapping = self.mapping(file, sides.names)
            return {s: RulesOfSide(mapping.outgoing[s], mapping.incoming[s]) for s in mapping.incoming}
        made = {}
        for side, files in sides.files.items():
            rules = []
            for kind in ("outgoing", "incoming"):
                file = self.beside(case, files[kind], ("sides", side, kind)) if inside else files[kind]
                rule = self.compiled(file, kind, None)
                assert isinstance(rule, Rule)
                rules.append(rule)
            made[side] = RulesOfSide(*rules)
        return made


def rule_key(case: Case) -> Path:
    """Where the rule file of a case is named: by the case, else by its file."""
    own = (*case.at, "rule")
    return own if own in case.document.keys else ("rule",)


def kind_of_file(file: str) -> str:
    """The kind that the name tells; empty when it tells none."""
    try:
        return kind_of(file)
    except DiagnosticError:
        return ""


