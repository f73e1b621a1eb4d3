"""The project's configuration: syncscript.toml and what it refers to, read and judged.

Knows files, keys and secrets' places. Refuses to know what is done with them.
"""

from syncscript.config.judging_settings import FmtSettings, LintSettings
from syncscript.config.project import FILE_NAME, Project, find_project, load_project
from syncscript.config.schema import SCHEMA_FILE, schema_text
from syncscript.config.secret import Secret, SecretReference, hide_secrets, look_up, parse_reference
from syncscript.config.settings import (
    ConnectionSettings,
    InstanceSettings,
    PolicySettings,
    ProjectSettings,
    SideSettings,
    TriggerSettings,
)
from syncscript.config.shipped import rule_set_text, shipped_project_names
from syncscript.config.starter import StartingSide, files_from, rule_files, starting_files

__all__ = [
    "FILE_NAME",
    "SCHEMA_FILE",
    "ConnectionSettings",
    "FmtSettings",
    "InstanceSettings",
    "LintSettings",
    "PolicySettings",
    "Project",
    "ProjectSettings",
    "Secret",
    "SecretReference",
    "SideSettings",
    "StartingSide",
    "TriggerSettings",
    "files_from",
    "find_project",
    "hide_secrets",
    "load_project",
    "look_up",
    "parse_reference",
    "rule_files",
    "rule_set_text",
    "schema_text",
    "shipped_project_names",
    "starting_files",
]
