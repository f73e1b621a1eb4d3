"""Attachments: upload by multipart, metadata, bytes (whole, in ranges, or by way of a redirect), removal."""

from __future__ import annotations

import hashlib
import mimetypes

from werkzeug.http import parse_range_header

from syncscript.sandbox import changes
from syncscript.sandbox.call import CLOUD, DC, Answer, Call, Route, delete, get, post
from syncscript.sandbox.catalogue import TOKEN
from syncscript.sandbox.faces.hanging import shown_attachment
from syncscript.sandbox.problems import JiraProblem, missing
from syncscript.sandbox.records import Attachment, Issue

LARGEST = 10 * 1024 * 1024


def upload(call: Call) -> Answer:
    """Every part named `file` becomes an attachment. 403 without the header against forged forms."""
    if call.request.headers.get("X-Atlassian-Token", "").lower() not in ("no-check", "nocheck"):
        raise JiraProblem(403, ["XSRF check failed"], html=True)
    issue = call.issue()
    files = call.request.files.getlist("file")
    if not files:
        raise JiraProblem(400, ["The request contains no file."])
    contents = [(one.filename or "file", one.mimetype, one.read()) for one in files]
    if any(len(content) > LARGEST for _, _, content in contents):
        raise JiraProblem(413, ["The file is larger than the limit of 10 MB."])
    made = []
    for filename, mimetype, content in contents:
        attachment = _kept(call, filename, mimetype, content)
        issue = call.state.put(changes.with_attachment(issue, attachment, call.write()))
        made.append(shown_attachment(attachment, call.rendering))
    return Answer(json=made)


def _kept(call: Call, filename: str, mimetype: str, content: bytes) -> Attachment:
    attachment_id = call.state.next_id("attachment")
    call.state.files.put(attachment_id, content)
    guessed = mimetypes.guess_type(filename)[0] or "application/octet-stream"
    return Attachment(attachment_id, filename, call.user.id, call.now, len(content), mimetype or guessed)


def _found(call: Call) -> tuple[Issue, Attachment]:
    found = call.world.attachment(call.arguments["id"])
    if found is None:
        raise missing(call.words("no attachment", call.arguments["id"]))
    return found


def metadata(call: Call) -> Answer:
    shown = shown_attachment(_found(call)[1], call.rendering)
    return Answer(json=shown | {"id": int(str(shown["id"]))} if call.face.cloud else shown)


def settings(call: Call) -> Answer:
    return Answer(json={"enabled": True, "uploadLimit": LARGEST})


def content(call: Call) -> Answer:
    """The bytes with `redirect=false`, else the way to the place where they are."""
    _, attachment = _found(call)
    if call.query.get("redirect") == "false":
        return _bytes(call, attachment)
    place = f"{call.base}/media/{attachment.id}?token={_ticket(attachment.id)}"
    return Answer(303, headers={"Location": place})


def media(call: Call) -> Answer:
    """The bytes for whoever holds the ticket of the redirect; no account is needed."""
    _, attachment = _found(call)
    if call.query.get("token") != _ticket(attachment.id):
        raise JiraProblem(403, ["Forbidden"], html=True)
    return _bytes(call, attachment)


def _ticket(attachment_id: str) -> str:
    return hashlib.sha256(f"{TOKEN}/{attachment_id}".encode()).hexdigest()[:32]


def direct(call: Call) -> Answer:
    return _bytes(call, _found(call)[1])


def _bytes(call: Call, attachment: Attachment) -> Answer:
    whole = call.state.files.get(attachment.id)
    disposition = {"Content-Disposition": "attachment", "Accept-Ranges": "bytes"}
    asked = parse_range_header(call.request.headers.get("Range"))
    if asked is None:
        return Answer(content=whole, mimetype=attachment.mimetype, headers=disposition)
    reach = asked.range_for_length(len(whole))
    if reach is None:
        return Answer(416, content=b"", mimetype=attachment.mimetype,
                      headers={"Content-Range": f"bytes */{len(whole)}"})
    start, end = reach
    place = {"Content-Range": f"bytes {start}-{end - 1}/{len(whole)}"}
    return Answer(206, content=whole[start:end], mimetype=attachment.mimetype, headers=disposition | place)


def remove(call: Call) -> Answer:
    issue, attachment = _found(call)
    call.state.files.remove(attachment.id)
    call.state.put(changes.without_attachment(issue, attachment, call.write()))
    return Answer(204)


ROUTES = (
    post("issue/<issue>/attachments", upload),
    get("attachment/meta", settings),
    get("attachment/<id>", metadata),
    get("attachment/content/<id>", content, CLOUD),
    Route("GET", "/media/<id>", media, True, CLOUD, True),
    get("/secure/attachment/<id>/<filename>", direct, DC),
    delete("attachment/<id>", remove),
)
