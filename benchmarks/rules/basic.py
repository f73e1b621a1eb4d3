"""What the two basic rules do, written by hand: the same fields from the same inputs.

A field that the other side did not send is left alone, as the rules leave it.
"""



def outgoing(inputs):
    issue = inputs["issue"]
    replica = {
        "key": issue.get("key"),
        "type": issue.get("type"),
        "assignee": issue.get("assignee"),
        "reporter": issue.get("reporter"),
        "summary": issue.get("summary"),
        "description": issue.get("description"),
        "labels": issue.get("labels") or [],
        "comments": issue.get("comments") or [],
        "resolution": issue.get("resolution"),
        "status": issue.get("status"),
        "parentId": issue.get("parentId"),
        "priority": issue.get("priority"),
        "attachments": issue.get("attachments") or [],
        "project": issue.get("project"),
    }
    return {"issue": issue, "replica": replica}


def incoming(inputs):
    replica, issue = inputs["replica"], dict(inputs["issue"])
    for name in ("summary", "description", "labels"):
        if name in replica:
            issue[name] = replica[name]
    issue["comments"] = own_entries(issue.get("comments")) + [
        copied_comment(comment) for comment in replica.get("comments") or [] if comment.get("body")
    ]
    issue["attachments"] = own_entries(issue.get("attachments")) + [
        {
            "remoteId": attachment.get("id"),
            "filename": attachment.get("filename"),
            "mimetype": attachment.get("mimetype"),
            "filesize": attachment.get("filesize"),
        }
        for attachment in replica.get("attachments") or []
    ]
    return {"issue": issue, "replica": replica}


def own_entries(entries):
    """Without the copies that an earlier run made."""
    return [entry for entry in entries or [] if not entry.get("remoteId")]


def copied_comment(comment):
    author = comment.get("author")
    name = author and (author.get("displayName") or author.get("username"))
    body = comment.get("body")
    copy = {"remoteId": comment.get("id"), "body": f"{name} commented:\n{body}" if name else body}
    for field in ("internal", "executor", "roleLevel", "groupLevel"):
        if comment.get(field):
            copy[field] = comment[field]
    return copy
