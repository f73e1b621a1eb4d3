"""Texts as bytes, codes and digests: getBytes, Base64, hex, md5, sha256, code points.

Bytes are lists of whole numbers from -128 to 127, as in Java. Refuses to encrypt anything.
"""

from __future__ import annotations

import base64
import binascii
from hashlib import md5, sha1, sha256, sha512
from typing import Any

from syncscript.language.builtins.registry import attribute, constructor, method, static
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.places import character
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import ClassName, Value

CHARSETS = {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin1", "utf-16"}
DIGESTS: dict[str, Any] = {"md5": md5, "sha-1": sha1, "sha-256": sha256, "sha-512": sha512}


def to_bytes(value: str, charset: Value = None) -> bytes:
    return value.encode(check_charset(charset), errors="replace")


def check_charset(charset: Value) -> str:
    name = "utf-8" if charset is None else text(charset).lower()
    if name not in CHARSETS:
        raise Fault(
            f"The charset {name} is not known here.", kind="UnsupportedEncodingException", code="R151"
        )
    return name


def as_numbers(content: bytes) -> list[Value]:
    return [code - 256 if code > 127 else code for code in content]


def from_numbers(run: Run, codes: Value) -> bytes:
    """The content of a list of bytes, or of a text."""
    if type(codes) is str:
        return codes.encode(errors="replace")
    if not isinstance(codes, list) or any(type(code) is not int for code in codes):
        raise Fault("A list of bytes is needed.", "text.bytes gives one", kind=BAD_ARGUMENT, code="R108")
    run.charge(len(codes))
    return bytes([code & 0xFF for code in codes])


@method("getBytes", str)
def get_bytes(run: Run, value: str, charset: Value = None) -> list[Value]:
    """
    >>> "é".getBytes("UTF-8")
    [-61, -87]
    """
    run.charge(len(value) * 2)
    return as_numbers(to_bytes(value, charset))


@attribute("bytes", str)
def bytes_of(run: Run, value: str) -> list[Value]:
    return get_bytes(run, value)


@method("toCharArray getChars", str)
def to_char_array(run: Run, value: str) -> list[Value]:
    """
    >>> "ab".toCharArray()
    ['a', 'b']
    """
    run.charge(len(value))
    return list(value)


@method("toCharacter", str)
def to_character(run: Run, value: str) -> str:
    return character(value, 0)


@method("codePointAt", str)
def code_point_at(run: Run, value: str, place: Value) -> int:
    """
    >>> "A".codePointAt(0)
    65
    """
    return ord(character(value, numbers.count(place, "The position")))


@method("encodeBase64", str, list)
def encode_base64(run: Run, value: Value) -> str:
    """
    >>> "abc".bytes.encodeBase64()
    'YWJj'
    """
    return base64.b64encode(from_numbers(run, value)).decode()


@method("encodeBase64Url", str, list)
def encode_base64_url(run: Run, value: Value) -> str:
    return base64.urlsafe_b64encode(from_numbers(run, value)).decode().rstrip("=")


@method("decodeBase64", str)
def decode_base64(run: Run, value: str) -> list[Value]:
    """
    >>> "YWJj".decodeBase64()
    [97, 98, 99]
    """
    run.charge(len(value))
    try:
        return as_numbers(base64.b64decode("".join(value.split()), validate=True))
    except binascii.Error:
        raise Fault("This text is not Base64.", kind=BAD_ARGUMENT, code="R151") from None


@method("encodeHex", list)
def encode_hex(run: Run, value: list[Value]) -> str:
    return from_numbers(run, value).hex()


@method("decodeHex", str)
def decode_hex(run: Run, value: str) -> list[Value]:
    try:
        return as_numbers(bytes.fromhex(value))
    except ValueError:
        raise Fault("This text is not hexadecimal.", kind="NumberFormatException", code="R151") from None


@method("md5", str, list)
def md5_of(run: Run, value: Value) -> str:
    return digest(run, value, "MD5")


@method("sha256", str, list)
def sha256_of(run: Run, value: Value) -> str:
    return digest(run, value, "SHA-256")


@method("digest", str, list)
def digest(run: Run, value: Value, algorithm: Value) -> str:
    """
    >>> "abc".digest("MD5")
    '900150983cd24fb0d6963f7d28e17f72'
    """
    make = DIGESTS.get(text(algorithm).lower())
    if make is None:
        raise Fault(f"There is no digest {text(algorithm)}.", kind="NoSuchAlgorithmException", code="R108")
    run.spend(len(value) // 64)
    return str(make(from_numbers(run, value), usedforsecurity=False).hexdigest())


@constructor("String")
def new_string(run: Run, value: Value = "", charset: Value = None) -> str:
    """A copy of a text, or the text that bytes stand for.

    >>> new String("YWJj".decodeBase64())
    'abc'
    """
    if not isinstance(value, list):
        return text(value)
    if any(type(code) is not int for code in value):
        return "".join([text(letter) for letter in value])
    return from_numbers(run, value).decode(check_charset(charset), errors="replace")


def coder(kind: str) -> None:
    """The objects that Base64 hands out: an encoder or a decoder."""
    for prefix in ("get", "getUrl", "getMime"):
        which = f"Base64.{kind}" if prefix != "getUrl" else f"Base64.Url{kind}"

        @static(f"Base64.{prefix}{kind}")
        def hand_out(run: Run, *, which: str = which) -> ClassName:
            return ClassName(which)


coder("Encoder")
coder("Decoder")


@method("withoutPadding", ClassName)
def without_padding(run: Run, value: ClassName) -> ClassName:
    return ClassName(value.name.replace("Base64.", "Base64.Bare"))


@method("encodeToString", ClassName)
def encode_to_string(run: Run, value: ClassName, content: Value) -> str:
    """
    >>> Base64.getEncoder().encodeToString("abc".bytes)
    'YWJj'
    """
    encode = base64.urlsafe_b64encode if "Url" in value.name else base64.b64encode
    made = encode(from_numbers(run, content)).decode()
    return made.rstrip("=") if "Bare" in value.name else made


@method("encode", ClassName)
def encode_to_bytes(run: Run, value: ClassName, content: Value) -> list[Value]:
    return as_numbers(encode_to_string(run, value, content).encode())


@method("decode", ClassName)
def decode_to_bytes(run: Run, value: ClassName, content: Value) -> list[Value]:
    """
    >>> new String(Base64.getDecoder().decode("YWJj"))
    'abc'
    """
    given = from_numbers(run, content).decode(errors="replace")
    if value.name.startswith("Base64.Url"):
        given = given.replace("-", "+").replace("_", "/")
        given += "=" * (-len(given) % 4)
    return decode_base64(run, given)
