"""The target for atheris, which follows what a text reaches in the lexer, parser, compiler and interpreter.

`python -m tests.fuzz.with_atheris CORPUS_FOLDER [options of libFuzzer]`; see the README.
"""

from __future__ import annotations

import sys
from hashlib import blake2b
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["syncscript.language"]):
    from tests.fuzz.mutations import seeds
    from tests.fuzz.one_text import KINDS, try_text


def one_input(data: bytes) -> None:
    """The first byte tells the kind, the rest is the text."""
    if data:
        try_text(data[1:].decode("utf-8", "surrogateescape"), KINDS[data[0] % len(KINDS)])


def fill(folder: Path) -> None:
    """The conformance cases as a start for the corpus."""
    folder.mkdir(parents=True, exist_ok=True)
    for script, kind in seeds():
        data = bytes([KINDS.index(kind)]) + script.encode("utf-8", "surrogatepass")
        (folder / blake2b(data, digest_size=8).hexdigest()).write_bytes(data)


def main() -> None:
    fill(Path(sys.argv[1]))
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
