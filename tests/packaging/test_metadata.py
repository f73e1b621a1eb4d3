"""What an installer, an editor and a package index read about the project."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageMetadata, PackageNotFoundError, entry_points, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture
def installed() -> PackageMetadata:
    try:
        return metadata("syncscript")
    except PackageNotFoundError:
        pytest.skip("syncscript is not installed here, only imported from its sources")


@pytest.mark.usefixtures("installed")
def test_the_command_is_an_entry_point_that_loads() -> None:
    (command,) = entry_points(group="console_scripts", name="syncscript")
    assert command.value == PROJECT["scripts"]["syncscript"]
    assert callable(command.load())


def test_the_installed_metadata_is_that_of_the_checkout(installed: PackageMetadata) -> None:
    assert installed["Name"] == "syncscript"
    assert installed["Version"] == PROJECT["version"]
    assert installed["Summary"] == PROJECT["description"]
    assert installed["Requires-Python"] == PROJECT["requires-python"]


def test_the_licence_is_named_once_and_its_text_is_there() -> None:
    assert PROJECT["license"] == "Apache-2.0"
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text and "END OF TERMS AND CONDITIONS" in text
    assert not any(c.startswith("License ::") for c in PROJECT["classifiers"])


def test_the_changelog_knows_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{PROJECT['version']}]" in changelog


def test_the_classifiers_exist() -> None:
    known = pytest.importorskip("trove_classifiers").classifiers
    unknown = set(PROJECT["classifiers"]) - known
    assert not unknown
    assert "Typing :: Typed" in PROJECT["classifiers"]


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "src" / "syncscript" / "py.typed").is_file()


@pytest.mark.parametrize("extra", ["test", "dev", "keyring"])
def test_the_extras_are_offered(extra: str) -> None:
    assert extra in PROJECT["optional-dependencies"]
