"""A side's contract tells the other side's lint what the rules would have told it."""

from __future__ import annotations

import json

from click.testing import CliRunner, Result

from syncscript.cli.group import syncscript
from tests.lint.desk import GOOD, LintDesk


def contract(*arguments: str) -> Result:
    return CliRunner().invoke(syncscript, ["contract", *arguments])


def test_it_tells_what_the_rules_of_a_side_send_and_read(desk: LintDesk) -> None:
    desk.project()
    desk.write(
        "rules/green.outgoing.sync", 'replica.summary = issue.summary\nreplica.customFields."A b" = 1\n'
    )
    result = contract("Green")
    assert json.loads(result.stdout) == {"sends": ["customFields.A b", "summary"], "reads": ["summary"]}


def test_what_is_not_certain_is_left_out(desk: LintDesk) -> None:
    desk.project()
    desk.write("rules/green.outgoing.sync", "issue.customKeys.names.each { replica[it] = issue[it] }\n")
    assert json.loads(contract("Green").stdout) == {"reads": ["summary"]}


def test_lint_takes_it_for_the_rules(desk: LintDesk) -> None:
    desk.project('[lint.contracts]\nGreen = "contracts/green.json"\n')
    desk.write("contracts/green.json", contract("Green").stdout)
    desk.write("rules/green.outgoing.sync", "replica.environment = issue.environment\n")
    desk.write("rules/blue.incoming.sync", GOOD)
    assert desk.names("rules/blue.incoming.sync") == []
    desk.write("rules/blue.incoming.sync", "issue.environment = replica.environment\n")
    assert desk.names("rules/blue.incoming.sync") == ["unsent-field"]


def test_a_side_that_is_not_there_is_told(desk: LintDesk) -> None:
    desk.project()
    result = contract("Grene")
    assert (result.exit_code, "sides here: Blue, Green" in result.stderr) == (2, True)
