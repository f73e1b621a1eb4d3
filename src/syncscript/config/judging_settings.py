"""What may stand in `[lint]` and `[fmt]` of syncscript.toml.

Refuses to know rules and groups by name: lint tells of those that it does not have.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from syncscript.config.single_values import RulePath, Settings


class LintSettings(Settings):
    """What lint tells of, and how severely. Rules are named by their name, code or group."""

    select: list[str] | None = Field(
        default=None,
        description="Only these rules and groups; `usual` and `all` are groups too. Default: usual.",
        examples=[["usual", "style"]],
    )
    ignore: list[str] = Field(
        default=[], description="Rules and groups that are left out.", examples=[["label-with-space"]]
    )
    severity: dict[str, Literal["off", "note", "warning", "error"]] = Field(
        default={}, description="Another severity for a rule or group.", examples=[{"privacy": "error"}]
    )
    per_file_ignores: dict[str, list[str]] = Field(
        default={},
        description="Rules and groups that are left out in files, by pattern.",
        examples=[{"rules/old/*": ["style"]}],
    )
    fail_level: Literal["note", "warning", "error"] = Field(
        default="warning",
        description="The lowest severity of a finding that makes lint end with 1.",
        examples=["error"],
    )
    exclude: list[str] = Field(
        default=[], description="Files and folders that are not linted, by pattern.", examples=[["attic"]]
    )
    baseline: RulePath | None = Field(
        default=None,
        description="File of findings that are known and not told again.",
        examples=["lint-baseline.json"],
    )
    schemas: RulePath = Field(
        default="schemas",
        description="Folder of the instances' schemas, NAME.json each.",
        examples=["schemas"],
    )
    contracts: dict[str, RulePath] = Field(
        default={},
        description="By a side's name: a file that tells what that side sends and reads, where its rules are "
        "someone else's.",
        examples=[{"GreenJira": "contracts/green.json"}],
    )
    pages: str = Field(
        default="docs/reference/lint.md",
        description="Address of the page that explains all findings, which messages point to.",
        examples=["https://wiki.example.com/lint"],
    )


class FmtSettings(Settings):
    """The little that can be chosen about the style."""

    line_length: int = Field(
        default=100, ge=20, le=1000, description="How wide a line may be before it is broken.", examples=[120]
    )
    exclude: list[str] = Field(
        default=[], description="Files and folders that are not formatted, by pattern.", examples=[["attic"]]
    )
