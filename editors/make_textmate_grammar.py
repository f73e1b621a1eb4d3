"""Writes the TextMate grammar that editors colour rule files with.

Run it after a change to the grammar or to the kinds of tokens: `python editors/make_textmate_grammar.py`.
A test fails while the file is stale.
"""

from __future__ import annotations

import json
from pathlib import Path

from syncscript.language.colouring.textmate import textmate_grammar

FILE = Path(__file__).with_name("vscode") / "syntaxes" / "syncscript.tmLanguage.json"


def file_text() -> str:
    return json.dumps(textmate_grammar(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(file_text(), encoding="utf-8")
    print(f"wrote {FILE}")
