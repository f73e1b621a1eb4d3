"""attachmentHelper and workLogHelper: attachments and worklogs of the other side merged into the issue.

Only names, types and sizes pass through a rule, never content. Which copies exist already is for the
engine to know.
"""

from __future__ import annotations

from syncscript.language.builtins.comment_helper import field
from syncscript.language.builtins.registry import helper
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.transfer import copied_attachment
from syncscript.language.interpreter.values import Value


@helper("attachmentHelper.mergeAttachments")
def merge_attachments(run: Run, issue: Value, replica: Value) -> list[Value]:
    """The issue's attachments and copies of the replica's.

    >>> attachmentHelper.mergeAttachments([:], [attachments: [[id: "3", filename: "a.png", filesize: 5]]])
    [['remoteId':'3', 'filename':'a.png', 'mimetype':null, 'filesize':5]]
    """
    theirs = field(replica, "attachments")
    run.charge(len(theirs))
    return [*field(issue, "attachments"), *[copied_attachment(a) for a in theirs]]


@helper("workLogHelper.mergeWorkLogs")
def merge_work_logs(run: Run, issue: Value, replica: Value, closure: Value = None) -> list[Value]:
    """The issue's worklogs and copies of the replica's, each changed by the closure if there is one."""
    theirs = [dict(w) for w in field(replica, "workLogs")]
    run.charge(len(theirs))
    for copy in theirs:
        if closure is not None:
            run.invoke(closure, copy)
        copy["remoteId"] = copy.pop("id", None)
    return [*field(issue, "workLogs"), *theirs]


@helper("workLogHelper.filterLocal")
def filter_local(run: Run, logs: Value) -> list[Value]:
    """Without those that only a group or role may see."""
    return [w for w in logs or [] if not (w.get("roleLevel") or w.get("groupLevel"))]
