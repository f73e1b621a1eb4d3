"""Who answers here, and who asks: serverInfo and myself."""

from __future__ import annotations

from syncscript.sandbox.call import Answer, Call, get
from syncscript.sandbox.instants import jira_text


def server_info(call: Call) -> Answer:
    face = call.face
    numbers = [int(part) for part in face.version.split("-")[0].split(".")]
    return Answer(json={
        "baseUrl": call.base, "displayUrl": call.base, "version": face.version, "versionNumbers": numbers,
        "deploymentType": face.deployment, "buildNumber": face.build,
        "buildDate": "2026-01-05T00:00:00.000+0000", "serverTime": jira_text(call.now),
        "scmInfo": "0" * 40, "serverTitle": "syncscript sandbox",
    })


def myself(call: Call) -> Answer:
    shown = call.rendering.user(call.user.id) or {}
    more = {
        "locale": "en_US",
        "groups": {"size": 0, "items": []},
        "applicationRoles": {"size": 0, "items": []},
    }
    return Answer(json=shown | more)


ROUTES = (
    get("serverInfo", server_info, anonymous=True),
    get("myself", myself),
)
