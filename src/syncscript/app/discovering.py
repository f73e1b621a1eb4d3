"""From paths that a person names to the rule files below them.

Asks git what a folder holds, submodules included, where there is git, and reads .gitignore files itself where
there is none. Folders behind links are not entered; a file behind a link counts once. Refuses to read files.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

SUFFIXES = (".sync", ".groovy")
KINDS = ("outgoing", "incoming", "mapping")
NEVER = frozenset(
    {".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".syncscript", ".tox"}
)

ASKED_OF_GIT = (
    "git", "-c", "core.fsmonitor=false", "ls-files", "-z", "--cached", "--others", "--exclude-standard"
)  # fmt: skip
"""fsmonitor is a program that the folder's own settings name: looking must not run it."""

OF_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})


def rule_files(paths: Sequence[Path], excludes: Sequence[str] = ()) -> list[Path]:
    """The rule files among and below these paths, sorted, each once. A file that is named is taken, whatever
    its name; excludes are patterns over the paths below a folder, or over one name in them.
    """
    return named_files(paths, is_rule_file, excludes)


def named_files(
    paths: Sequence[Path], is_wanted: Callable[[str], bool], excludes: Sequence[str] = ()
) -> list[Path]:
    """The same for other files. is_wanted: of a path below a folder, with slashes."""
    found: dict[str, Path] = {}
    for path in paths:
        files = below(path, is_wanted, excludes) if path.is_dir() else [path]
        for file in files:
            found.setdefault(os.path.realpath(file) if file.is_symlink() else whole_path(file), file)
    return sorted(found.values())


def below(folder: Path, is_wanted: Callable[[str], bool], excludes: Sequence[str]) -> Iterator[Path]:
    listed = files_by_git(folder)
    names = files_by_walking(folder) if listed is None else listed
    for name in names:
        if is_wanted(name) and not is_excluded(name, excludes) and (folder / name).is_file():
            yield folder / name


def whole_path(file: Path) -> str:
    """From the root, without `..`, links as they are. Told of each file, so it must be quick."""
    return os.path.abspath(file)  # noqa: PTH100


def is_rule_file(name: str) -> bool:
    """`x.sync` always; `x.groovy` when its name tells a kind, for others write Groovy too."""
    *folders, last = name.split("/")
    if not last.endswith(SUFFIXES) or NEVER.intersection(folders):
        return False
    return last.endswith(".sync") or not set(KINDS).isdisjoint(last.lower().split("."))


def is_excluded(name: str, excludes: Sequence[str]) -> bool:
    """Whether a pattern fits the path, the path of a folder above it, or a single name in it."""
    if not excludes:
        return False
    parts = name.split("/")
    heads = ["/".join(parts[: n + 1]) for n in range(len(parts))]
    return any(fnmatchcase(each, pattern.rstrip("/")) for pattern in excludes for each in (*heads, *parts))


def files_by_git(folder: Path) -> list[str] | None:
    """What git tracks or would track below the folder, relative to it; None when git cannot tell."""
    home = Path(whole_path(folder))
    top = next((above for above in (home, *home.parents) if (above / ".git").exists()), None)
    if top is None:
        return None
    import subprocess

    try:
        answer = subprocess.run(
            ASKED_OF_GIT, cwd=folder, env=outside_of_hooks(), capture_output=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return None
    names = set(os.fsdecode(answer.stdout).split("\0")) - {""}
    for module in submodules_of(top):
        below = os.path.relpath(module, home).replace(os.sep, "/")
        if below in names and not module.is_symlink():
            names |= {f"{below}/{name}" for name in files_by_git(module) or ()}
    return sorted(names)


def outside_of_hooks() -> dict[str, str]:
    """A hook says in the environment which repository it runs in; other folders have others."""
    return {name: value for name, value in os.environ.items() if name not in OF_HOOKS}


def submodules_of(top: Path) -> list[Path]:
    """As a repository says itself where they are; git lists each as one name."""
    try:
        told = (top / ".gitmodules").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return []
    return [top / path.strip().strip('"') for path in re.findall(r"(?m)^\s*path\s*=(.+)$", told)]


def files_by_walking(folder: Path) -> Iterator[str]:
    """The same without git."""
    from syncscript.app.ignoring import Ignored

    top = os.fspath(folder)
    ignored = Ignored()
    for home, folders, files in os.walk(top):
        where = os.path.relpath(home, top).replace(os.sep, "/")
        prefix = "" if where == "." else f"{where}/"
        if ".gitignore" in files:
            ignored.read(Path(home, ".gitignore"), prefix)
        wanted = (f for f in folders if f not in NEVER)
        folders[:] = sorted(f for f in wanted if not ignored.says(f"{prefix}{f}", is_folder=True))
        names = (f"{prefix}{f}" for f in sorted(files))
        yield from (name for name in names if not ignored.says(name, is_folder=False))
