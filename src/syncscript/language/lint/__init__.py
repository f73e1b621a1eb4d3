"""Lint: what of a rule file will cost somebody a day, found on its tree.

A rule is one file in `rules`, found by its name. Refuses to know files, caches and output formats.
"""

from syncscript.language.lint.finding import Edit, Finding, Fix
from syncscript.language.lint.linting import lint
from syncscript.language.lint.registry import GROUPS, LintRule, lint_rules
from syncscript.language.lint.surroundings import Surroundings

__all__ = ["GROUPS", "Edit", "Finding", "Fix", "LintRule", "Surroundings", "lint", "lint_rules"]
