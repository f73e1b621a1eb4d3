"""What transform.incoming.sync does, written by hand: the same fields from the same inputs."""

TYPES = {"Defect": "Bug", "Story": "Story", "Incident": "Bug", "Change": "Task"}
STATUSES = {
    "Open": "To Do",
    "Reopened": "To Do",
    "In Progress": "Doing",
    "In Review": "Doing",
    "Resolved": "Done",
    "Closed": "Done",
}
PRIORITIES = {"Highest": "P1", "High": "P1", "Medium": "P2", "Low": "P3", "Lowest": "P3"}
HIDDEN = ["internal", "do-not-sync", "triage"]


def name_of(person):
    return (person and (person.get("displayName") or person.get("username"))) or "Somebody"


def name_in(value):
    return value.get("name") if value is not None else None


def clean(body):
    return body.replace("\r\n", "\n")


def transform(inputs):
    replica, issue = inputs["replica"], dict(inputs["issue"])
    fields = issue["customFields"] = {k: dict(v) for k, v in (issue.get("customFields") or {}).items()}

    if inputs.get("firstSync"):
        issue["projectKey"] = "GREEN"
        issue["typeName"] = TYPES.get(name_in(replica.get("type"))) or "Task"

    def set_field(name, value):
        fields.setdefault(name, {"name": name})["value"] = value

    # Texts
    issue["summary"] = f"[{replica.get('key')}] {replica['summary'].strip()}"
    if "description" in replica:
        issue["description"] = replica["description"] or "No description was given."
    reporter, assignee = name_of(replica.get("reporter")), name_of(replica.get("assignee"))
    issue["environment"] = f"Reported by {reporter}, worked on by {assignee}"

    # Values from tables
    status = name_in(replica.get("status"))
    issue["status"] = {"name": STATUSES.get(status) or status}
    priority = name_in(replica.get("priority"))
    issue["priority"] = {"name": PRIORITIES.get(priority) or "P2"}

    if replica.get("resolution"):
        set_field("Resolved as", replica["resolution"]["name"].upper())

    # Labels
    labels = [label["label"] for label in replica["labels"] if label["label"] not in HIDDEN]
    issue["labels"] = [{"label": label.lower().replace(" ", "-")} for label in labels]
    issue["labels"].append({"label": "from-blue"})

    # Comments
    shown = [c for c in replica["comments"] if not c.get("internal") and c.get("body")]
    issue["comments"] = (issue.get("comments") or []) + [
        {"remoteId": c.get("id"), "body": f"{name_of(c.get('author'))} wrote:\n{clean(c['body'])}"}
        for c in shown
    ]

    # Counts and people
    people = sorted({name_of(c.get("author")) for c in shown})
    set_field("Comment count", len(shown))
    set_field("People", ", ".join(people))
    set_field("Severity", "S1" if priority in ["High", "Highest"] else "S2")

    longest = 0
    for comment in shown:
        if len(comment["body"]) > longest:
            longest = len(comment["body"])
    set_field("Longest comment", longest)
    return {"issue": issue, "replica": replica}
