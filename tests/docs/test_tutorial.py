"""The tutorial can be pasted line by line: its sh blocks are run in order, on free ports, in one shell."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "tutorial" / "first-sync.md").read_text("utf-8")
WAIT = """
for port in {blue} {green}; do
  until (exec 3<>/dev/tcp/127.0.0.1/$port) 2>/dev/null; do sleep 0.1; done
done
"""

pytestmark = pytest.mark.skipif(
    not (shutil.which("bash") and shutil.which("curl")), reason="the tutorial needs bash and curl"
)


def free_ports(count: int) -> list[int]:
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [listener.getsockname()[1] for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports


def script() -> str:
    blue, green = free_ports(2)
    blocks = re.findall(r"^```sh\n(.*?)^```", PAGE, re.S | re.M)
    wait = WAIT.format(blue=blue, green=green)
    text = "\n".join(block + wait if "sandbox --face" in block else block for block in blocks)
    ports = text.replace("8101", str(blue)).replace("8102", str(green))
    return "trap 'kill $(jobs -p) 2>/dev/null' EXIT\n" + ports


def environment(folder: Path) -> dict[str, str]:
    """An environment with an empty home, in which `syncscript` is the one under test."""
    command = folder / "bin" / "syncscript"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m syncscript "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    search = os.pathsep.join([str(command.parent), os.environ["PATH"]])
    sources = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    return {**os.environ, "HOME": str(folder), "NO_COLOR": "1", "PATH": search, "PYTHONPATH": sources}


def said_by(command: str, folder: Path) -> tuple[int, str]:
    """Run it in a process group of its own, so that nothing it started outlives it."""
    with subprocess.Popen(
        ["bash", "-e", "-c", command], cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    ) as shell:  # fmt: skip
        try:
            output, _ = shell.communicate(timeout=100)
            return shell.returncode, output
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(shell.pid, signal.SIGKILL)


def test_it_can_be_followed(tmp_path: Path) -> None:
    code, said = said_by(script(), tmp_path)
    assert code == 0, said
    assert "BlueJira BLUE-1 -> GreenJira a new issue" in said
    assert said.count("blue-green: nothing to do") == 2
    assert "new rollers needed" in said and "Rollers are on their way." in said
    assert said.rstrip().endswith("No changes. Nothing would be written."), said
