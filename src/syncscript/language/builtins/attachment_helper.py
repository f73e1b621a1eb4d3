"""attachmentHelper: attachments of the other side merged into the issue.

Only names, types and sizes pass through a rule, never content. Which copies exist already is for the
engine to know.
"""

from __future__ import annotations

from syncscript.language.builtins.comment_helper import field, own_entries
from syncscript.language.builtins.registry import helper
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.transfer import copied_attachments
from syncscript.language.interpreter.values import Closure, Value


@helper("attachmentHelper.mergeAttachments")
def merge_attachments(run: Run, issue: Value, replica: Value, closure: Value = None) -> list[Value]:
    """The issue's attachments and copies of the replica's; those for which a closure is false are left out.

    >>> attachmentHelper.mergeAttachments([:], [attachments: [[id: "3", filename: "a.png", filesize: 5]]])
    [['remoteId':'3', 'filename':'a.png', 'mimetype':null, 'filesize':5]]
    """
    theirs = field(replica, "attachments")
    run.charge(len(theirs))
    if type(closure) is Closure:
        theirs = [a for a in list(theirs) if run.invoke(closure, a)]
    made = own_entries(issue, "attachments")
    made += copied_attachments(theirs)
    return made
