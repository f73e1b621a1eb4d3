"""Texts and JSON that a command is given: from a file, or from standard input for `-`.

Reads no more than it is told to. Whatever cannot be used is a diagnostic that says why and what to do.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

from syncscript.model import Diagnostic, DiagnosticError, Span, unfit_byte

STDIN = "-"
LONGEST_NUMBER = 1_000


def read_text(path: str, most: int, *, keeps_mark: bool = False) -> str:
    """The text of a file of at most that many bytes; without a byte order mark unless kept."""
    shown = shown_path(path)
    try:
        content = bytes_of(path, most + 1)
    except OSError as error:
        refuse("C155", f"{shown} cannot be read: {error.strerror}", "correct its path or its permissions")
    except ValueError:
        refuse("C155", f"{shown!r} is no path of a file", "correct its path")
    if len(content) > most:
        refuse("C156", f"{shown} has more than {most:,} bytes", "give a part of it")
    try:
        return content.decode("utf-8" if keeps_mark else "utf-8-sig")
    except UnicodeDecodeError as error:
        refuse("C157", f"{shown} is no text in UTF-8: byte {error.start} is unfit", "save it as UTF-8",
               unfit_byte(shown, error))  # fmt: skip


def bytes_of(path: str, most: int) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read(most)
    with Path(path).open("rb") as file:
        return file.read(most)


def shown_path(path: str) -> str:
    return "standard input" if path == STDIN else path


def read_json(path: str, most: int) -> Any:
    """JSON of a file, as data. DiagnosticError with line and column when it is none."""
    text, shown = read_text(path, most), shown_path(path)
    try:
        return json.loads(text, parse_constant=refuse_constant, parse_int=whole_number)
    except json.JSONDecodeError as error:
        span = Span(shown, error.lineno, error.colno, error.lineno, error.colno + 1)
        lines = text.splitlines()
        excerpt = lines[error.lineno - 1][:200] if error.lineno <= len(lines) else ""
        refuse("C158", f"this is no JSON: {error.msg}", "correct it here, or just before", span, excerpt)
    except RecursionError:
        refuse("C158", f"{shown} is nested too deeply", "take levels out")
    except ValueError as error:
        refuse("C158", f"{shown} is no JSON: {error}", "correct it")


def whole_number(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError(f"a number has {len(digits)} digits")
    return int(digits)


def refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")


def refuse(code: str, message: str, help: str, span: Span | None = None, excerpt: str = "") -> NoReturn:
    raise DiagnosticError(Diagnostic(code, message, span, help, excerpt=excerpt))
