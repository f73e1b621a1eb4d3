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


def text_of_bytes(data: bytes, file: str) -> str:
    """The text, a byte order mark included. Unreadable (BB001) with the offset of the first unfit byte."""
    encoding = next((name for mark, name in WIDE_MARKS.items() if data.startswith(mark)), "")
    if not encoding and all(b"\x00" in data[at : at + 2] for at in (0, 2)):
        encoding = "UTF-16"
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
