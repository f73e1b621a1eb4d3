"""The JSON Schema of syncscript.toml, for editors.

Made from the models, so it cannot say anything else. `init` writes it beside the file it describes.
"""

from __future__ import annotations

import json

from syncscript.config.settings import ProjectSettings

SCHEMA_FILE = "syncscript.schema.json"


def schema_text() -> str:
    """The schema as JSON text with a stable order, ending in a newline."""
    schema = ProjectSettings.model_json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "syncscript.toml"}
    return json.dumps(head | {k: v for k, v in schema.items() if k != "title"}, indent=2) + "\n"
