"""Attachments as streams: neither way holds a whole file in memory.

Sends a file as one multipart part, counts and checks its bytes on the way, and compares the size that
Jira answers. Refuses to know where the bytes come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import blake2b, sha256
from typing import Any

from syncscript.contracts import Content, Rejected, Unavailable
from syncscript.model import AddAttachment, IssueRef, Receipt, RemoveAttachment
from syncscript.trackers.jira.comments import remove
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.instants import instant

Opened = Callable[[], AbstractContextManager[Content]]


class FilePart:
    """A multipart body with one file, to be read once. Its length is known before its bytes are."""

    def __init__(self, content: Content, size: int, filename: str, mimetype: str) -> None:
        boundary = blake2b(f"{filename}\0{size}".encode(), digest_size=16).hexdigest()
        self.content_type = f"multipart/form-data; boundary={boundary}"
        self._head = (f'--{boundary}\r\nContent-Disposition: form-data; name="file"; '
                      f'filename="{_quoted(filename)}"\r\n'
                      f"Content-Type: {_header(mimetype)}\r\n\r\n").encode()
        self._tail = f"\r\n--{boundary}--\r\n".encode()
        self._content = content
        self._size = size
        self._sum = sha256()
        self.sent = 0

    def __len__(self) -> int:
        return len(self._head) + self._size + len(self._tail)

    def __iter__(self) -> Iterator[bytes]:
        yield self._head
        for chunk in self._content.chunks:
            self.sent += len(chunk)
            if self.sent > self._size:
                raise Unavailable(f"the attachment has more than the {self._size:,} bytes it should have")
            self._sum.update(chunk)
            yield chunk
        if self.sent < self._size:
            raise Unavailable(f"the attachment broke off after {self.sent:,} of {self._size:,} bytes")
        yield self._tail

    @property
    def checksum(self) -> str:
        """SHA-256 of the file's bytes sent so far, in hex."""
        return self._sum.hexdigest()


def add_attachment(http: Http, ref: IssueRef, operation: AddAttachment, opened: Opened | None) -> Receipt:
    """One POST. The receipt's detail has `sha256` and `size`."""
    if opened is None:
        raise Rejected(f"there is no content for the attachment {operation.filename}")
    with opened() as content:
        size = _agreed_size(operation, content)
        part = FilePart(content, size, operation.filename, operation.mimetype)
        answer = http.write("POST", f"/issue/{ref.id}/attachments", data=part, headers={
            "Content-Type": part.content_type, "X-Atlassian-Token": "no-check"})
    added = answer[0]
    _check_size(http, added, operation, part.sent)
    return Receipt(ref, str(added["id"]), at=instant(added["created"]),
                   detail={"sha256": part.checksum, "size": part.sent})


def remove_attachment(http: Http, ref: IssueRef, operation: RemoveAttachment) -> Receipt:
    """One DELETE; what is already gone is removed."""
    remove(http, f"/attachment/{operation.copy_id}")
    return Receipt(ref, operation.copy_id)


@contextmanager
def open_attachment(http: Http, cloud: bool, attachment_id: str) -> Iterator[Content]:
    """An attachment's bytes. Data Center tells by the attachment's description where they are."""
    if cloud:
        with http.stream(f"/attachment/content/{attachment_id}", {"redirect": "false"}) as content:
            yield content
        return
    address = str(http.get(f"/attachment/{attachment_id}")["content"])
    with http.stream(address) as content:
        yield content


def _agreed_size(operation: AddAttachment, content: Content) -> int:
    """The size in bytes that both the rule's data and the source tell; 0 in the rule's data is not known."""
    if operation.size and content.size is not None and content.size != operation.size:
        raise Unavailable(f"{operation.filename} comes with {content.size:,} of {operation.size:,} bytes")
    return operation.size or content.size or 0


def _check_size(http: Http, added: dict[str, Any], operation: AddAttachment, sent: int) -> None:
    """A damaged copy is taken away again: it is ours, and nobody can use it."""
    if int(added["size"]) == sent:
        return
    remove(http, f"/attachment/{added['id']}")
    raise Unavailable(f"{operation.filename} arrived with {added['size']} of {sent} bytes and was removed")


def _quoted(filename: str) -> str:
    """As browsers write a file name into a form: UTF-8, with what would end it escaped."""
    return filename.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _header(mimetype: str) -> str:
    plain = mimetype.isascii() and mimetype.isprintable() and "/" in mimetype
    return mimetype if plain else "application/octet-stream"
