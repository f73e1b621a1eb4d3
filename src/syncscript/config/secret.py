"""Secrets: named in the configuration, looked up as late as possible, never shown.

Knows three places where a secret may be kept (environment, file, keyring) and how to keep one out
of everything that is printed. Refuses secrets that stand in the configuration itself.
"""

from __future__ import annotations

import re
import shlex
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from syncscript.model import Diagnostic, DiagnosticError, Span

SCHEMES = ("env", "file", "keyring")
HIDDEN = "***"
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_revealed: set[str] = set()


class Secret:
    """A text that shows itself as ***. Only `reveal` gives it away."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text
        if len(text) > 3:
            _revealed.add(text)

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return HIDDEN

    __str__ = __repr__

    def __format__(self, specification: str) -> str:
        return format(HIDDEN, specification)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written to disk")


def hide_secrets(text: str) -> str:
    """The text without any secret that this process has looked up. For logs of crashes."""
    for secret in sorted(_revealed, key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return text


@dataclass(frozen=True, slots=True)
class SecretReference:
    """Where a secret is kept: `scheme` is env, file or keyring; `place` is a name there."""

    scheme: str
    place: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.place}"


def parse_reference(text: str) -> SecretReference | None:
    """The reference a text spells, or None when it is not one (it may then be a secret: do not print it)."""
    scheme, colon, place = text.partition(":")
    if scheme not in SCHEMES or not colon or not place.strip():
        return None
    if scheme == "env" and not _VARIABLE.fullmatch(place.strip()):
        return None
    if scheme == "keyring" and not all(place.partition("/")):
        return None
    return SecretReference(scheme, place.strip())


def look_up(
    reference: SecretReference, environment: Mapping[str, str], root: Path, span: Span | None
) -> Secret:
    """The secret a reference points at. `root` is the folder that relative files start from.

    Raises DiagnosticError, with `span`, when there is nothing or others can read it.
    """
    found = {"env": _from_environment, "file": _from_file, "keyring": _from_keyring}[reference.scheme]
    text = found(reference, environment, root, span).strip()
    if not text:
        _refuse("C131", f"the secret {reference} is empty", span, "put the token there and start again")
    return Secret(text)


def _from_environment(
    reference: SecretReference, environment: Mapping[str, str], root: Path, span: Span | None
) -> str:
    if reference.place not in environment:
        _refuse(
            "C130",
            f"the environment variable {reference.place} is not set",
            span,
            f"set it before the call, for example: export {reference.place}=... "
            "(in cron: in the crontab or in a file that only its user can read)",
        )
    return environment[reference.place]


def _from_file(
    reference: SecretReference, environment: Mapping[str, str], root: Path, span: Span | None
) -> str:
    path = root / Path(reference.place).expanduser()
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        is_folder = path.is_dir()
        _refuse(
            "C132",
            f"the secret file {reference.place} cannot be read: {reason}",
            span,
            "name the file itself, not the folder it is in"
            if is_folder
            else f"write the token into {path}, readable by you alone (chmod 600)",
        )
    if stat.S_IMODE(mode) & 0o077:
        _refuse(
            "C133",
            f"the secret file {reference.place} can be read by others (mode {stat.S_IMODE(mode):04o})",
            span,
            f"run: chmod 600 {shlex.quote(str(path))}",
        )
    return text


def _from_keyring(
    reference: SecretReference, environment: Mapping[str, str], root: Path, span: Span | None
) -> str:
    service, _, user = reference.place.partition("/")
    try:
        import keyring
    except ImportError:
        _refuse("C134", "the keyring extra is not installed", span, "run: pip install 'syncscript[keyring]'")
    try:
        text = keyring.get_password(service, user)
    except Exception as error:  # each keyring backend raises errors of its own
        _refuse(
            "C135",
            f"the keyring did not answer: {type(error).__name__}",
            span,
            "unlock it, or use env: or file: instead",
        )
    if text is None:
        _refuse(
            "C136",
            f"the keyring holds nothing for {reference.place}",
            span,
            f"run: keyring set {service} {user}",
        )
    return str(text)


def _refuse(code: str, message: str, span: Span | None, help: str) -> NoReturn:
    raise DiagnosticError(Diagnostic(code, message, span, help))
