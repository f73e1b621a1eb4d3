"""What of all that is found a person wants to be told, and how severely.

Knows `[lint]` and what a command line adds to it: `--select` in place of it, `--ignore` on top of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import NamedTuple

from syncscript.app.linting.home import FILE_NAME, Home
from syncscript.app.linting.known import ALWAYS_GROUP, Known, names_in
from syncscript.app.linting.reported import Reported


class Choice(NamedTuple):
    """on: names that are told; severity: by name, where it is not the usual one; off_in: by pattern."""

    on: frozenset[str]
    severity: Mapping[str, str]
    off_in: tuple[tuple[str, frozenset[str]], ...]

    def rules(self, known: Mapping[str, Known]) -> tuple[str, ...]:
        """The names of the rules on trees that have to run."""
        return tuple(sorted(name for name in self.on if known[name].rule))

    def told(self, found: Iterable[Reported], path: str) -> Iterator[Reported]:
        """path: of the file, from its project's root. What does not let a rule run is always told."""
        off = frozenset[str]().union(*(names for pattern, names in self.off_in if fits(path, pattern)))
        for each in found:
            if is_fatal(each):
                yield each
            elif each.name in self.on and each.name not in off:
                yield each._replace(severity=self.severity.get(each.name, each.severity))


def is_fatal(each: Reported) -> bool:
    return each.severity == "error" and each.code.startswith(("SYN", "SEM", "M1", "C1"))


def fits(path: str, pattern: str) -> bool:
    return fnmatchcase(path, pattern) or fnmatchcase(path.rpartition("/")[2], pattern)


def choice_of(
    home: Home, known: Mapping[str, Known], select: tuple[str, ...], ignore: tuple[str, ...]
) -> Choice:
    """DiagnosticError for a name that nothing has."""
    where = f"{FILE_NAME}: lint"
    chosen, ignored = home.choice("select", ("usual",)), home.choice("ignore", ())
    wanted = names_in(select, known, "--select") if select else names_in(chosen, known, f"{where}.select")
    unwanted = names_in(ignore, known, "--ignore") | names_in(ignored, known, f"{where}.ignore")
    severity = severities(home, known, f"{where}.severity")
    off = {name for name, level in severity.items() if level == "off"}
    codes = {name for name, each in known.items() if each.group == ALWAYS_GROUP}
    on = (wanted | (set() if select else codes)) - unwanted - off
    levels = {name: level for name, level in severity.items() if level != "off"}
    return Choice(frozenset(on), levels, off_in(home, known, f"{where}.per_file_ignores"))


def severities(home: Home, known: Mapping[str, Known], where: str) -> dict[str, str]:
    """By name; what is said of few goes before what is said of many."""
    told = [(names_in((word,), known, where), level) for word, level in home.choice("severity", {}).items()]
    found: dict[str, str] = {}
    for names, level in sorted(told, key=lambda each: -len(each[0])):
        found |= dict.fromkeys(names, level)
    return found


def off_in(home: Home, known: Mapping[str, Known], where: str) -> tuple[tuple[str, frozenset[str]], ...]:
    told = home.choice("per_file_ignores", {})
    return tuple((pattern, names_in(words, known, where)) for pattern, words in told.items())
