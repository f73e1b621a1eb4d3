"""What is said, and what to do next: each act that a message names exists and works."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from syncscript.cli.group import syncscript
from syncscript.contracts import Unauthorised

from .conftest import Desk


def test_retry_says_what_the_next_run_will_do(desk: Desk) -> None:
    blue = desk.blue.add(summary="one", labels={"sync"})
    desk.type("run")
    assert "nothing had failed" in desk.type("retry", blue.key).stdout
    assert "no longer in step" in desk.type("unsync", blue.key).stdout
    assert "no run tries it again" in desk.type("retry", blue.key).stdout
    assert "was ended before" in desk.type("unsync", blue.key).stdout


def test_status_tells_what_stopped_the_last_run(desk: Desk) -> None:
    desk.blue.faults["changes"] = [Unauthorised("wrong token", help="renew it")]
    assert desk.type("run").exit_code == 1
    told = desk.type("status").stdout
    assert "stopped blue-green: the last run did not get through" in told
    assert "wrong token" in told and "renew it" in told
    assert desk.data("status")["connections"][0]["problems"][0]["message"] == "BlueJira: wrong token"


def test_the_act_that_a_saved_plan_names_can_be_pasted(desk: Desk) -> None:
    file = desk.folder / "my plan.json"
    told = desk.type("plan", "--out", str(file)).stderr
    command = shlex.split(told.partition("syncscript ")[2])
    assert CliRunner().invoke(syncscript, command).exit_code == 0


def test_a_plan_without_a_name_and_output_without_room_are_no_crashes(desk: Desk) -> None:
    result = desk.type("plan", "--out", "")
    assert (result.exit_code, "X001" in result.stderr) == (2, False)
    pipe = desk.folder / "pipe"
    os.mkfifo(pipe)
    result = desk.type("plan", "--out", str(pipe))
    assert (result.exit_code, "it is no file" in result.stderr, pipe.is_fifo()) == (2, True, True)
    words = [sys.executable, "-m", "syncscript", "status", "--project", str(desk.folder)]
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("w") as out:
        done = subprocess.run(words, stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert "C170" in done.stderr and "make room" in done.stderr


def test_the_version_is_told_without_an_installation() -> None:
    result = CliRunner().invoke(syncscript, ["--version"])
    assert (result.exit_code, result.stdout.startswith("syncscript")) == (0, True)
