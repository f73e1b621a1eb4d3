"""From bytes to text: UTF-8, with or without a byte order mark. Anything else is told with its place."""

from __future__ import annotations

from syncscript.backbone.refusals.export_is_no_json import not_json
from syncscript.model import unfit_byte

WIDE_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
PACKED_MARKS = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "zip"}


def text_of_bytes(data: bytes, file: str) -> str:
    """The text, a byte order mark included. Unreadable (BB001) with the offset of the first unfit byte."""
    packed = next((name for mark, name in PACKED_MARKS.items() if data.startswith(mark)), "")
    if packed:
        raise not_json(f"{file} is packed ({packed})", "unpack it, then try again")
    encoding = wide_encoding(data)
    if encoding:
        raise not_json(f"{file} is written in {encoding}", "save it as UTF-8 in your editor, then try again")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        unfit = data[error.start]
        raise not_json(
            f"{file} is no UTF-8: byte {error.start} is unfit (0x{unfit:02x})",
            "download the file again, or save it as UTF-8",
            unfit_byte(file, error),
        ) from None


def wide_encoding(data: bytes) -> str:
    """By its mark; without one, by the zeros beside the first character, which is an ASCII one in JSON."""
    marked = next((name for mark, name in WIDE_MARKS.items() if data.startswith(mark)), "")
    if marked or len(data) < 4:
        return marked
    zeros = [data[at : at + 2].count(0) for at in (0, 2)]
    return {(1, 1): "UTF-16", (1, 2): "UTF-32", (2, 1): "UTF-32"}.get((zeros[0], zeros[1]), "")
