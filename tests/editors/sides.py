"""Two small schemas, and a rule with a mark where the cursor stands."""

from __future__ import annotations

from syncscript.language.analysis.schema import Field, ProjectSchema, Schema, Workflow
from syncscript.language.assist import RuleText
from syncscript.language.lint import Surroundings

BLUE = Schema(
    "Blue",
    "jira-cloud",
    {
        "summary": Field("summary", "text"),
        "priority": Field("priority", "option", options=("High", "Low")),
        "status": Field("status", "option", options=("Open", "Done")),
        "reporter": Field("reporter", "user"),
        "components": Field("components", "component", many=True),
        "created": Field("created", "datetime", readonly=True),
        "Severity": Field("Severity", "option", options=("S1", "S2"), custom="customfield_10015"),
        "Story Points": Field("Story Points", "number", custom="customfield_10016"),
    },
    {"B": ProjectSchema("B", types={"Bug": Workflow(("Open", "Done"))}, components=("Engine", "Wheels"))},
    ("High", "Low"),
)
GREEN = Schema("Green", "jira-dc", {"priority": Field("priority", "option", options=("P1", "P2"))})
AROUND = Surroundings(here=BLUE, there=GREEN)


def marked(text: str, kind: str = "incoming") -> tuple[RuleText, int]:
    """The rule, and the offset of the `¦` in it."""
    offset = text.index("¦")
    return RuleText(text.replace("¦", "", 1), kind, AROUND), offset
