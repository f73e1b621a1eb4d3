"""Asking for one entry after the other: with history, colours and completion where prompt-toolkit is
installed and a person sits there, else line by line.

Knows when an entry goes on in the next line. Refuses to know what is done with it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from syncscript.cli.extras import has_extra
from syncscript.language.assist import Offer

PROMPT, MORE = "> ", "… "
Complete = Callable[[str], tuple[int, tuple[Offer, ...]]]
"""From the text up to the cursor: how many characters an offer takes the place of, and the offers."""


def entries(needs_more: Callable[[str], bool], complete: Complete) -> Iterator[str]:
    """Until the end of the input. Ctrl-C drops what stands there."""
    if sys.stdin.isatty() and has_extra("prompt_toolkit"):
        yield from rich_entries(needs_more, complete)
        return
    ask = input if sys.stdin.isatty() else silent
    while True:
        try:
            yield whole_entry(ask, needs_more)
        except EOFError:
            return
        except KeyboardInterrupt:
            sys.stdout.write("\n")


def silent(prompt: str) -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


def whole_entry(ask: Callable[[str], str], needs_more: Callable[[str], bool]) -> str:
    """An empty line ends an entry however much is open."""
    text = ask(PROMPT)
    while needs_more(text):
        try:
            line = ask(MORE)
        except EOFError:
            return text
        if not line.strip():
            return text
        text += f"\n{line}"
    return text


def rich_entries(needs_more: Callable[[str], bool], complete: Complete) -> Iterator[str]:
    session = prompt_session(needs_more, complete)
    while True:
        try:
            yield session.prompt(PROMPT)
        except EOFError:
            return
        except KeyboardInterrupt:
            continue


def prompt_session(needs_more: Callable[[str], bool], complete: Complete, **places: Any) -> Any:
    """places: input and output, where they are not the terminal."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.application import get_app
    from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory
    from prompt_toolkit.lexers import PygmentsLexer

    from syncscript.highlighting import RuleLexer

    class Offers(Completer):
        def get_completions(self, document: Document, event: CompleteEvent) -> Iterator[Completion]:
            width, offers = complete(document.text_before_cursor)
            typed = document.text_before_cursor[len(document.text_before_cursor) - width :].casefold()
            for offer in offers:
                if offer.label.casefold().startswith(typed):
                    yield Completion(
                        offer.text or offer.label, -width, display=offer.label, display_meta=offer.detail
                    )

    file = history_file(os.environ)
    history: History = FileHistory(str(file)) if file else InMemoryHistory()
    return PromptSession(
        lexer=PygmentsLexer(RuleLexer),
        history=history,
        completer=Offers(),
        complete_while_typing=False,
        auto_suggest=AutoSuggestFromHistory(),
        multiline=Condition(lambda: needs_more(get_app().current_buffer.text)),
        prompt_continuation=MORE,
        **places,
    )


def history_file(environment: Mapping[str, str]) -> Path | None:
    """Where entries are remembered, readable by this person alone; None where nothing can be kept."""
    home = environment.get("XDG_STATE_HOME") or (
        str(Path(environment["HOME"]) / ".local" / "state") if environment.get("HOME") else ""
    )
    if not home:
        return None
    folder = Path(home) / "syncscript"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = folder / "console.history"
        file.touch(mode=0o600)
    except OSError:
        return None
    return file
