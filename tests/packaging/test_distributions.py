"""What the wheel and the source archive carry, built here without a network."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def in_wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    wheels = pytest.importorskip("hatchling.builders.wheel")
    builder = wheels.WheelBuilder(str(ROOT))
    (path,) = builder.build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"])
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def in_sdist(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    sdists = pytest.importorskip("hatchling.builders.sdist")
    builder = sdists.SdistBuilder(str(ROOT))
    (path,) = builder.build(directory=str(tmp_path_factory.mktemp("sdist")), versions=["standard"])
    with tarfile.open(path) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def files_of(folder: str, pattern: str) -> set[str]:
    found = (ROOT / folder).rglob(pattern)
    return {str(path.relative_to(ROOT)) for path in found if "__pycache__" not in path.parts}


def test_the_wheel_carries_the_grammars(in_wheel: set[str]) -> None:
    grammars = files_of("grammar", "*.lark")
    assert grammars
    assert {f"syncscript/{name}" for name in grammars} <= in_wheel


def test_the_wheel_carries_the_rule_sets(in_wheel: set[str]) -> None:
    rules = files_of("rules", "*.*")
    assert rules
    assert {f"syncscript/{name}" for name in rules} <= in_wheel


def test_the_wheel_carries_every_module_and_data_file(in_wheel: set[str]) -> None:
    sources = {name.removeprefix("src/") for name in files_of("src", "*") if (ROOT / name).is_file()}
    assert {name for name in sources if not name.endswith((".pyc", ".pyo"))} <= in_wheel


def test_the_wheel_carries_nothing_else(in_wheel: set[str]) -> None:
    strangers = {n for n in in_wheel if not n.startswith("syncscript/") and ".dist-info/" not in n}
    assert not strangers


def test_the_wheel_carries_the_licence(in_wheel: set[str]) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in in_wheel)


def test_the_source_archive_can_be_built_and_tested_from(in_sdist: set[str]) -> None:
    wanted = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}
    wanted |= files_of("grammar", "*.lark") | files_of("rules", "*.sync") | files_of("tests", "test_*.py")
    assert wanted <= in_sdist
