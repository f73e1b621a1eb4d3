"""Help is quick, because it imports almost nothing; other commands import what they need and no more."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.conftest import Desk

HEAVY = ("sqlalchemy", "requests", "rich", "lark", "pydantic", "werkzeug", "alembic", "re2")


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["demo", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys\n"
        "from syncscript.cli import main\n"
        f"sys.argv = ['syncscript', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stderr == "[]\n"
    assert "Usage: syncscript" in ended.stdout


UNNEEDED = {
    "status": ("engine", "language", "richtext", "trackers", "sandbox", "demo"),
    "run": ("sandbox", "demo"),
}
UNNEEDED_LIBRARIES = {
    "status": ("requests", "lark", "rich", "alembic", "filelock", "werkzeug", "re2"),
    "run": ("alembic", "rich", "werkzeug", "sqlalchemy.dialects.postgresql"),
}


@pytest.mark.parametrize("command", sorted(UNNEEDED))
def test_a_command_imports_no_room_that_it_does_not_work_in(desk: Desk, command: str) -> None:
    desk.type("run")
    for side in ("BLUE", "GREEN"):
        address = f"https://{side.lower()}.example.com"
        settings = desk.folder / "syncscript.toml"
        settings.write_text(settings.read_text().replace(address, "http://127.0.0.1:9"))
    program = (
        "import sys\n"
        "from syncscript.cli import main\n"
        f"sys.argv = ['syncscript', {command!r}, '--project', {str(desk.folder)!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('loaded', *sorted(sys.modules))\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(ended.stdout.splitlines()[-1].split())
    assert f"syncscript.cli.commands.{command}" in loaded
    unneeded = {*UNNEEDED_LIBRARIES[command], *(f"syncscript.{room}" for room in UNNEEDED[command])}
    assert not loaded & unneeded
