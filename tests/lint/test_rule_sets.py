"""Every rule file that people start from, and every project with them, has nothing to tell."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from syncscript.language.analysis.schema import schema_from_data
from tests.lint.desk import LintDesk

RULES = Path(__file__).parents[2] / "rules"
FOLDERS = sorted(path for path in RULES.iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.name))
def test_nothing_is_told_of_a_rule_set(desk: LintDesk, folder: Path) -> None:
    assert desk.found("--no-cache", str(folder)) == []


PULLED = sorted(RULES.glob("*/schemas/*.json"))


@pytest.mark.parametrize("path", PULLED, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_kept_schema_knows_every_way_between_statuses(path: Path) -> None:
    schema = schema_from_data(json.loads(path.read_text(encoding="utf-8")))
    flows = [flow for project in schema.projects.values() for flow in project.types.values()]
    assert flows
    assert all(flow.transitions and set(flow.transitions) == set(flow.statuses) for flow in flows)


@pytest.mark.parametrize(
    ("folder", "instance", "rule", "status"),
    [
        ("one-way", "SalesJira", "sales.incoming.sync", "Done"),
        ("outside-partner", "PartnerJira", "partner.incoming.sync", "Done"),
        ("qa-to-development", "DevJira", "dev.incoming.sync", "Done"),
        ("qa-to-development", "QaJira", "qa.incoming.sync", "In Review"),
        ("service-desk-to-development", "DeskJira", "desk.incoming.sync", "In Review"),
    ],
)
def test_a_status_that_nothing_leads_to_is_told(
    desk: LintDesk, folder: str, instance: str, rule: str, status: str
) -> None:
    copied = desk.folder / folder
    shutil.copytree(RULES / folder, copied)
    path, kept = copied / "rules" / rule, copied / "schemas" / f"{instance}.json"
    assert "unreachable-status" not in desk.names("--no-cache", str(path))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f'"{status}"', '"Finished"'), encoding="utf-8")
    assert "unreachable-status" in desk.names("--no-cache", str(path))
    path.write_text(text, encoding="utf-8")
    kept.write_text(without_ways_to(status, kept.read_text(encoding="utf-8")), encoding="utf-8")
    assert "unreachable-status" in desk.names("--no-cache", str(path))


def without_ways_to(status: str, schema: str) -> str:
    data = json.loads(schema)
    for project in data["projects"].values():
        for flow in project["types"].values():
            ways = flow["transitions"].items()
            flow["transitions"] = {here: [there for there in led if there != status] for here, led in ways}
    return json.dumps(data)
