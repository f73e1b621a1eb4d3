"""Queries that rules give to httpClient: found however they are written, and told at their place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from syncscript.language.lint import lint

CASES = yaml.safe_load((Path(__file__).parent / "queries_in_rules.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_wrong_query_is_marked(case: dict[str, Any]) -> None:
    found = lint(case["script"], name="x.incoming.sync", kind="incoming")
    spans = [each.diagnostic.span for each in found if each.name == "invalid-jql"]
    lines = case["script"].split("\n")
    marked = [lines[s.line - 1][s.column - 1 : s.end_column - 1] for s in spans if s is not None]
    assert marked == ([case["marked"]] if "marked" in case else [])


def test_lint_reads_no_grammar_of_queries_where_no_query_is() -> None:
    script = "httpClient.get('/rest/api/2/issue/' + replica.key)\nissue.summary = 'jql'\n"
    program = (
        "import sys; from syncscript.language.lint import lint\n"
        f"lint({script!r}, name='x', kind='incoming')\n"
        "print('syncscript.jql.table' in sys.modules)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
