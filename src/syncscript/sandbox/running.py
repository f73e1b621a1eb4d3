"""Running a sandbox until someone stops it: what the command line does with it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from syncscript.sandbox.server import SandboxServer


def how_to_log_in(server: SandboxServer) -> list[str]:
    """Lines that tell a person the address and the credentials."""
    product = "Jira Cloud (REST v3 and v2)" if server.face == "cloud" else "Jira Data Center (REST v2)"
    lines = [f"sandbox: {product} at {server.url}"]
    if server.face == "cloud":
        return [*lines, f"log in:  {server.email} with the API token {server.token}"]
    return [
        *lines,
        f"log in:  the personal access token {server.token}, or {server.name} with this as password",
    ]


def run_sandbox(
    face: str = "cloud", host: str = "127.0.0.1", port: int = 0, load: Path | None = None,
    state: Path | None = None, *, projects: Iterable[str] = ("DEMO",), account_zone: str = "UTC",
    search_lag: float = 0.0, say: Callable[[str], None] = print, stopped: threading.Event | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM, or until `stopped` is set.

    load: issues as JSON lines, taken in unless the state holds issues already. `say` prints a line.
    Signals are heard in the main thread only. DiagnosticError for files that are not what they should be.
    """
    end = stopped or threading.Event()
    server = SandboxServer(face, projects=projects, host=host, port=port, state_file=state,
                           account_zone=account_zone, search_lag=search_lag)
    if load is not None and not server.state.world.issues:
        say(f"loaded:  {len(server.load_issues(load))} issues from {load}")
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: end.set())
    with server:
        for line in how_to_log_in(server):
            say(line)
        end.wait()
