"""One run of lint: from the paths a person names to what is told of each file.

Takes from memory what did not change. Knows the order of the steps; refuses to know single rules,
baselines and formats.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from syncscript.app.discovering import is_excluded, is_rule_file, named_files, whole_path
from syncscript.app.linting.choosing import Choice, choice_of
from syncscript.app.linting.home import FILE_NAME, Home, Role, home_in, home_of, homes_of
from syncscript.app.linting.known import known_findings
from syncscript.app.linting.memory import Memory, Seen, digest_of
from syncscript.app.linting.reported import Reported, as_plain, from_plain

if TYPE_CHECKING:
    from syncscript.app.linting.checking import Task


Files = dict[str, Path]
"""Those of one project, by their paths in it."""
Found = dict[Path, tuple[Reported, ...]]


class Wish(NamedTuple):
    """What a person asks for. typed: the path and the content of a file that comes by standard input.
    excludes_named: what is left out is left out also where it is named."""

    paths: tuple[Path, ...]
    kind: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    jobs: int = 1
    typed: tuple[Path, bytes] | None = None
    excludes_named: bool = False


class Judged(NamedTuple):
    """A file, as it is shown, and what is told of it after the choices of its project."""

    path: Path
    home: Home
    found: tuple[Reported, ...]


class Run:
    """One run: what it was asked for, and what it has read so far."""

    def __init__(self, wish: Wish, memory: Memory) -> None:
        self.wish, self.memory = wish, memory
        self.known = known_findings(memory)
        self.homes: dict[Path | None, Home] = {}
        self.choices: dict[Path, Choice] = {}
        self.rules_on: dict[Path, tuple[str, ...]] = {}
        self.contexts: dict[object, str] = {}

    def judged(self) -> list[Judged]:
        """All files with what is told of them, in the order of their names."""
        placed = self.placed_files()
        rules = [(file, home) for file, home in placed if file.name != FILE_NAME]
        found = dict(zip((file for file, _ in rules), self.rule_findings(rules), strict=True))
        for file, home in placed:
            if file.name == FILE_NAME:
                files = {home.path_of(each): each for each, its in placed if its is home}
                self.add_project_findings(file, home, files, found)
                self.add_unused_ignores(file, home, files, found)
        return [Judged(file, home, self.told(found.get(file, ()), file, home)) for file, home in placed]

    def told(self, found: tuple[Reported, ...], file: Path, home: Home) -> tuple[Reported, ...]:
        return tuple(self.choices[home.root].told(found, home.path_of(file))) if found else ()

    # ------------------------------------------------------------------------ files

    def placed_files(self) -> list[tuple[Path, Home]]:
        """Every file with the project it belongs to."""
        if self.wish.typed:
            file = self.wish.typed[0]
            homes = [self.home_of(root) for root in homes_of([file]).values()]
            return [(file, home) for home in homes if not self.forbidden(file, home)]
        named = {path for path in self.wish.paths if not path.is_dir()}
        files = named_files(self.wish.paths, is_judged, self.wish.exclude)
        settings = [file for file in files if file.name == FILE_NAME]
        files += [more for each in settings for more in self.files_named_in(each, files)]
        roots = homes_of(files)
        placed = [(file, self.home_of(roots[file])) for file in sorted(files)]
        kept = [(file, home) for file, home in placed if file in named or not left_out(file, home)]
        return [(file, home) for file, home in kept if not self.forbidden(file, home)]

    def forbidden(self, file: Path, home: Home) -> bool:
        """Whether not even its own name brings the file in."""
        excluded = is_excluded(home.path_of(file), self.wish.exclude)
        return self.wish.excludes_named and (excluded or left_out(file, home))

    def files_named_in(self, settings: Path, found: list[Path]) -> Iterator[Path]:
        """Rule files of a project whose names tell nothing."""
        there = {whole_path(file) for file in found}
        for name in self.home_of(settings.absolute().parent).roles:
            file = settings.parent / name
            if whole_path(file) not in there and file.is_file():
                yield file

    def home_of(self, root: Path | None) -> Home:
        if root not in self.homes:
            home = self.read_home(root) if root else Home(Path.cwd())
            self.check_choices(home)
            self.homes[root] = home
            self.choices[home.root] = self.choice(home)
        return self.homes[root]

    def choice(self, home: Home) -> Choice:
        """DiagnosticError for a name that nothing has, with its place where it stands in the settings."""
        try:
            return choice_of(home, self.known, self.wish.select, self.wish.ignore)
        except Exception as error:  # diagnostics are imported only where there is one
            from syncscript.app.linting.refusing import placed_in

            typed = self.typed_settings
            text = saved_text(home.root / FILE_NAME) if typed is None else typed
            raise placed_in(text or "", error) from None

    def read_home(self, root: Path) -> Home:
        typed = self.typed_settings
        return home_in(root) if typed is None else home_of(root, typed)

    @cached_property
    def typed_settings(self) -> str | None:
        """Of a syncscript.toml that comes by standard input. DiagnosticError when it is no text."""
        if self.wish.typed is None or self.wish.typed[0].name != FILE_NAME:
            return None
        from syncscript.config.project import decoded

        return decoded(self.wish.typed[1])

    def check_choices(self, home: Home) -> None:
        """DiagnosticError when `[lint]` itself cannot be used."""
        if "lint" not in home.data:
            return
        if self.typed_settings is not None:
            refuse_unfit(self.typed_settings)
            return
        name, key = f"choices {home.root}", self.memory.digest(str(home.root / FILE_NAME))
        if self.memory.table(name, key) is None:
            refuse_unfit((home.root / FILE_NAME).read_text(encoding="utf-8-sig"))
            self.memory.keep_table(name, key, True)

    def content(self, file: Path) -> bytes:
        """Of a file that was judged; nothing of one that cannot be read."""
        if self.wish.typed:
            return self.wish.typed[1]
        try:
            return file.read_bytes()
        except OSError:
            return b""

    # ------------------------------------------------------------------------ rule files

    def rule_findings(self, rules: list[tuple[Path, Home]]) -> list[tuple[Reported, ...]]:
        """What is wrong with each file, whether it is wanted or not."""
        known = [self.remembered(file, home) for file, home in rules]
        waiting = [index for index, rows in enumerate(known) if rows is None]
        if waiting:
            from syncscript.app.linting.checking import all_checked

            checked = all_checked([self.task(*rules[index]) for index in waiting], self.wish.jobs)
            for index, (seen, rows) in zip(waiting, checked, strict=True):
                known[index] = rows
                self.remember(*rules[index], seen, rows)
        return [from_plain(rows) if rows else () for rows in known]

    def remembered(self, file: Path, home: Home) -> list[Any] | None:
        """What was found in a file that did not change since."""
        if self.wish.typed or not self.memory.has_judged(str(file)):
            return None
        digest = self.memory.digest(whole_path(file))
        return self.memory.found(str(file), digest + self.context(file, home)) if digest else None

    def remember(self, file: Path, home: Home, seen: Seen, rows: list[Any]) -> None:
        if seen.digest:
            self.memory.note(whole_path(file), seen)
            self.memory.keep(str(file), seen.digest + self.context(file, home), rows)

    def context(self, file: Path, home: Home) -> str:
        """Changes with everything but the file that has a say in what is found in it."""
        roles = self.roles(file, home)
        if (home.root, roles) not in self.contexts:
            told: list[Any] = [self.wish.kind, roles, self.rules(home)]
            told += [self.memory.digest(str(home.root / s)) for role in roles for s in role.sources if s]
            self.contexts[home.root, roles] = digest_of(repr(told).encode(errors="replace"))
        return self.contexts[home.root, roles]

    def task(self, file: Path, home: Home) -> Task:
        from syncscript.app.linting.checking import Task

        typed = self.wish.typed[1] if self.wish.typed else None
        return Task(str(file), typed, home.root, self.roles(file, home), self.wish.kind, self.rules(home))

    def roles(self, file: Path, home: Home) -> tuple[Role, ...]:
        return home.roles.get(home.path_of(file), ()) if home.roles else ()

    def rules(self, home: Home) -> tuple[str, ...]:
        """The names of those that run in a project."""
        if home.root not in self.rules_on:
            self.rules_on[home.root] = self.choices[home.root].rules(self.known)
        return self.rules_on[home.root]

    # ------------------------------------------------------------------------ projects

    def add_project_findings(self, settings: Path, home: Home, files: Files, found: Found) -> None:
        """What is wrong with syncscript.toml, and with rule files as parts of the project."""
        rule_paths = tuple(sorted(path for path in files if path != FILE_NAME))
        for each in reversed(self.project_rows(settings, home, rule_paths)):
            file = files.get(each.file, settings)
            found[file] = (each._replace(file=str(file)), *found.get(file, ()))

    def add_unused_ignores(self, settings: Path, home: Home, files: Files, found: Found) -> None:
        """What the project leaves out for nothing, where all of it was judged as it says itself."""
        wish = self.wish
        chosen = wish.kind or wish.select or wish.ignore or wish.exclude or wish.typed
        if chosen or not home.choice("per_file_ignores", None):
            return
        from syncscript.app.linting.unused_ignores import reported_in, sees_all_of, unused_ignores

        if sees_all_of(home.root, wish.paths):
            rows = {path: found.get(file, ()) for path, file in files.items()}
            unused = [*unused_ignores(home, rows, self.known)]
            told = reported_in(str(settings), saved_text(settings) or "", iter(unused)) if unused else ()
            found[settings] = (*found.get(settings, ()), *told)

    def project_rows(self, settings: Path, home: Home, rule_paths: tuple[str, ...]) -> tuple[Reported, ...]:
        if self.typed_settings is not None:
            from syncscript.app.linting.project_checking import project_findings

            return tuple(project_findings(home, rule_paths, self.typed_settings))
        roles = [role for each in home.roles.values() for role in each]
        sources = {FILE_NAME, *home.roles, *(source for role in roles for source in role.sources)}
        told = [rule_paths, *(self.memory.digest(str(home.root / each)) for each in sorted(sources))]
        name, key = f"project {settings}", digest_of(repr(told).encode(errors="replace"))
        rows = self.memory.table(name, key)
        if rows is None:
            from syncscript.app.linting.project_checking import project_findings

            rows = as_plain(tuple(project_findings(home, rule_paths, saved_text(settings))))
            self.memory.keep_table(name, key, rows)
        return from_plain(rows)


def refuse_unfit(settings: str) -> None:
    from syncscript.config.project import lint_mistakes_of
    from syncscript.model import DiagnosticError

    if mistakes := lint_mistakes_of(settings):
        raise DiagnosticError(*mistakes)


def saved_text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return None


def is_judged(name: str) -> bool:
    return is_rule_file(name) or name.rpartition("/")[2] == FILE_NAME


def left_out(file: Path, home: Home) -> bool:
    exclude = home.choice("exclude", ())
    return bool(exclude) and is_excluded(home.path_of(file), exclude)
