"""SARIF 2.1.0, as code scanning takes it."""

from __future__ import annotations

import json
import os
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes

from syncscript.app.linting.report import Report
from syncscript.app.linting.reported import Mending, Reported

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def written(report: Report) -> str:
    names = sorted({each.name for each in report.found})
    rules = [rule(name, report) for name in names]
    driver = {"name": "syncscript", **({"semanticVersion": version()} if version() else {}), "rules": rules}
    seen: Counter[str] = Counter()
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [result(each, report, names.index(each.name), seen) for each in report.found],
    }
    return (
        json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)
        + "\n"
    )


def version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("syncscript")
    except PackageNotFoundError:
        return ""


def rule(name: str, report: Report) -> dict[str, Any]:
    each = next(found for found in report.found if found.name == name)
    known, page = report.known.get(name), report.page(each)
    summary = {"text": known.summary if known else each.message}
    data: dict[str, Any] = {
        "id": each.code,
        "name": name,
        "shortDescription": summary,
        "fullDescription": summary,
        "help": {"text": f"{page}, or: syncscript explain {name}"},
        "properties": {"tags": [known.group if known else "syntax"]},
    }
    return {**data, "helpUri": page} if "://" in page else data


def result(each: Reported, report: Report, index: int, seen: Counter[str]) -> dict[str, Any]:
    line, column, end_line, end_column = report.lines(each)
    told = f"{each.file}\0{each.name}\0{each.excerpt.strip() or each.message}"
    seen[told] += 1
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    artifact = {"uri": uri_of(each.file)}
    location = {"artifactLocation": artifact, "region": region}
    data: dict[str, Any] = {
        "ruleId": each.code,
        "ruleIndex": index,
        "level": each.severity,
        "message": {"text": f"{each.message} {each.help}".strip()},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {
            "contentOfLine/v1": sha256(f"{told}\0{seen[told]}".encode(errors="replace")).hexdigest()
        },
    }
    return {**data, "fixes": [fix(each.fix, artifact)]} if each.fix else data


def uri_of(file: str) -> str:
    """Relative as the path is; a path from the root is a whole address, for it is not below the checkout."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote_from_bytes(os.fsencode(path.as_posix()))


def fix(mending: Mending, artifact: dict[str, str]) -> dict[str, Any]:
    changes = [
        {"deletedRegion": {"charOffset": start, "charLength": end - start}, "insertedContent": {"text": text}}
        for start, end, text in mending.edits
    ]
    change = {"artifactLocation": artifact, "replacements": changes}
    return {"description": {"text": mending.title}, "artifactChanges": [change]}
