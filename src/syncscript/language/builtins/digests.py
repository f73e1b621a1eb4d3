"""MessageDigest: bytes taken in piece by piece, and their digest.

Refuses algorithms that are not for checking what was sent.
"""

from __future__ import annotations

from typing import Any

from syncscript.language.builtins.registry import method, static
from syncscript.language.builtins.text_codes import DIGESTS, as_numbers, from_numbers
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Value


class MessageDigest(Box):
    names = ("MessageDigest",)

    def __init__(self, algorithm: str, make: Any) -> None:
        self.algorithm, self.make = algorithm, make
        self.state = make(usedforsecurity=False)


@static("MessageDigest.getInstance")
def get_instance(run: Run, algorithm: Value) -> MessageDigest:
    """
    >>> MessageDigest.getInstance("MD5").digest("abc".bytes).encodeHex()
    '900150983cd24fb0d6963f7d28e17f72'
    """
    name = text(algorithm)
    make = DIGESTS.get(name.lower()) or DIGESTS.get(name.lower().replace("sha", "sha-"))
    if make is None:
        raise Fault(
            f"There is no digest {name[:60]}.",
            "MD5, SHA-1, SHA-256 and SHA-512 are there",
            said=f"{name[:60]} MessageDigest not available",
            kind="NoSuchAlgorithmException",
            code="R108",
        )
    run.charge(100)
    return MessageDigest(name, make)


@method("update", MessageDigest)
def update(run: Run, value: MessageDigest, content: Value) -> None:
    run.spend(len(content) // 64 if isinstance(content, list) else 0)
    value.state.update(from_numbers(run, [content] if type(content) is int else content))


@method("digest", MessageDigest)
def digest(run: Run, value: MessageDigest, content: Value = None) -> list[Value]:
    """The bytes of the digest; what was taken in is forgotten then."""
    if content is not None:
        update(run, value, content)
    made = value.state.digest()
    reset(run, value)
    return as_numbers(made)


@method("reset", MessageDigest)
def reset(run: Run, value: MessageDigest) -> None:
    value.state = value.make(usedforsecurity=False)
