"""UUID, and addresses taken apart: URI and URL.

A UUID is made of a name or read from a text. Refuses random ones (the compiler says so) and opens no address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import md5
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from syncscript.language.builtins.registry import constructor, method, static
from syncscript.language.builtins.text_codes import from_numbers
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Value

FORM = re.compile(
    r"([0-9a-fA-F]{1,8})-([0-9a-fA-F]{1,4})-([0-9a-fA-F]{1,4})-([0-9a-fA-F]{1,4})-([0-9a-fA-F]{1,12})"
)


@dataclass(frozen=True)
class Uuid(Box):
    digits: str
    names = ("UUID",)

    def text(self) -> str:
        d = self.digits
        return f"{d[:8]}-{d[8:12]}-{d[12:16]}-{d[16:20]}-{d[20:]}"

    def order(self, other: Value) -> int | None:
        return (self.digits > other.digits) - (self.digits < other.digits) if type(other) is Uuid else None


@static("UUID.nameUUIDFromBytes")
def name_uuid(run: Run, content: Value) -> Uuid:
    """The UUID of a name: the same name gives the same one.

    >>> UUID.nameUUIDFromBytes("BLUE-1".bytes).toString()
    'f41364da-ba26-3bfb-b998-a7cff4e24412'
    """
    made = bytearray(md5(from_numbers(run, content), usedforsecurity=False).digest())
    made[6] = made[6] & 0x0F | 0x30
    made[8] = made[8] & 0x3F | 0x80
    return Uuid(made.hex())


@static("UUID.fromString")
def read_uuid(run: Run, source: Value) -> Uuid:
    """
    >>> UUID.fromString("f41364da-ba26-3bfb-b998-a7cff4e24412").version()
    3
    """
    found = FORM.fullmatch(text(source))
    if found is None:
        raise Fault(f"Invalid UUID string: {text(source)[:60]}", kind=BAD_ARGUMENT, code="R108")
    return Uuid(
        "".join(part.zfill(n).lower() for part, n in zip(found.groups(), (8, 4, 4, 4, 12), strict=True))
    )


@method("version", Uuid)
def version(run: Run, value: Uuid) -> int:
    return int(value.digits[12], 16)


# ---------------------------------------------------------------------------- addresses


@dataclass(frozen=True)
class Uri(Box):
    source: str
    parts: SplitResult
    names = ("URI", "URL")

    def text(self) -> str:
        return self.source

    def order(self, other: Value) -> int | None:
        return (self.source > other.source) - (self.source < other.source) if type(other) is Uri else None


def read_uri(source: Value) -> Uri:
    shown = text(source)
    work(24 + (len(shown) >> 3))
    try:
        parts = urlsplit(shown)
        parts.port  # noqa: B018  a port that is no number shows here
    except ValueError:
        parts = None
    if parts is None or re.search(r"[\s<>\"{}|\\^`]", shown):
        raise Fault(
            f"This is no address: {shown[:80]}",
            "encode what is special with URLEncoder.encode(text, 'UTF-8')",
            kind="URISyntaxException",
            code="R151",
        )
    return Uri(shown, parts)


@constructor("URI URL")
def new_uri(run: Run, source: Value) -> Uri:
    """
    >>> new URI("https://example.com:8080/a/b?c=d#e").host
    'example.com'
    """
    return read_uri(source)


@static("URI.create")
def create_uri(run: Run, source: Value) -> Uri:
    return read_uri(source)


@method("toURI toURL", str)
def text_to_uri(run: Run, source: str) -> Uri:
    return read_uri(source)


def uri_part(name: str, read: Any) -> None:
    @method(name, Uri)
    def get(run: Run, uri: Uri) -> Value:
        return read(uri.parts)

    get.__name__ = name


uri_part("getScheme getProtocol", lambda p: p.scheme or None)
uri_part("getHost", lambda p: p.hostname)
uri_part("getPort", lambda p: -1 if p.port is None else p.port)
uri_part("getPath", lambda p: unquote(p.path))
uri_part("getRawPath", lambda p: p.path)
uri_part("getQuery", lambda p: unquote(p.query) or None)
uri_part("getRawQuery", lambda p: p.query or None)
uri_part("getFragment getRef", lambda p: p.fragment or None)
uri_part("getUserInfo", lambda p: p.netloc.rsplit("@", 1)[0] if "@" in p.netloc else None)
uri_part("getAuthority", lambda p: p.netloc or None)


@method("getText openConnection openStream getBytes getContent withInputStream withReader newReader", Uri)
def opened(run: Run, address: Uri, *more: Value) -> Value:
    """Refused: an address is taken apart here, never opened."""
    raise Fault(
        "A rule opens no address.",
        "httpClient.get asks the hosts that the connection lists",
        kind="SecurityException",
        code="R160",
    )
