"""The project as it was: in another folder, or in a revision of git, unpacked for as long as it is used."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from syncscript.config import FILE_NAME, Project, load_project
from syncscript.model import Diagnostic, DiagnosticError


@contextmanager
def project_before(project: Project, revision: str, folder: Path | None) -> Iterator[Project]:
    """The project in `folder`, else in the revision. DiagnosticError where it is not, or has mistakes."""
    if folder is not None:
        yield load_project(folder)
        return
    with tempfile.TemporaryDirectory(prefix="syncscript-") as place:
        unpack(project.root, revision, Path(place))
        if not (Path(place) / FILE_NAME).is_file():
            raise refused(f"{revision} has no {FILE_NAME} in this folder", "name another with --base")
        yield load_project(Path(place))


def unpack(root: Path, revision: str, place: Path) -> None:
    """The files of the project's folder as they are in the revision."""
    if not revision or revision.startswith("-"):
        raise refused(f"{revision!r} is no revision", "name a branch, a tag or a commit with --base")
    try:
        done = subprocess.run(
            ["git", "archive", "--format=tar", revision, "."], cwd=root, capture_output=True, check=False
        )
    except OSError as error:
        raise refused(f"git cannot be started: {error.strerror}", "install it, or use --base-dir") from error
    if done.returncode:
        said = (done.stderr.decode(errors="replace").strip().splitlines() or ["it does not say why"])[0]
        raise refused(f"git has no files of {revision}: {said}", "correct --base, or use --base-dir DIR")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(place, filter="data")


def refused(message: str, help: str) -> DiagnosticError:
    return DiagnosticError(Diagnostic("K160", message, None, help))
