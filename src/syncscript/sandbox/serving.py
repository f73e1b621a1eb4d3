"""HTTP on a socket: connections that stay open, the tracker's own clock in the Date header, hanging up.

werkzeug's handler closes every connection; a client that talks to a real Jira keeps them open, so this
one answers over the same connection. All bodies were read whole before the answer is written.
"""

from __future__ import annotations

import contextlib
import socket
from email.utils import format_datetime
from typing import Any, ClassVar

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from syncscript.sandbox.application import Application
from syncscript.sandbox.faults import ConnectionDropped

_BODILESS = frozenset({204, 304})


class Listener:
    """A listening server with its open connections. `address` is `http://host:port`."""

    def __init__(self, application: Application, host: str, port: int) -> None:
        self._connections: set[socket.socket] = set()
        known = {"application": application, "connections": self._connections}
        handler = type("Handler", (_Handler,), known)
        self._server: BaseWSGIServer = make_server(
            host, port, application, threaded=True, request_handler=handler)
        self.address = f"http://{host}:{self._server.server_port}"

    def serve(self) -> None:
        """Answer until `close` is called from another thread."""
        self._server.serve_forever(poll_interval=0.02)

    def close(self) -> None:
        """Stop listening and hang up on everybody."""
        self._server.shutdown()
        self._server.server_close()
        for connection in tuple(self._connections):
            _hang_up(connection)


def _hang_up(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


class _Handler(WSGIRequestHandler):
    """One connection. Each listener has its own subclass that knows its application."""

    application: ClassVar[Application]
    connections: ClassVar[set[socket.socket]]
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def setup(self) -> None:
        super().setup()
        self.connections.add(self.connection)

    def finish(self) -> None:
        self.connections.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def run_wsgi(self) -> None:
        try:
            self._send(self.application.respond(Request(self.make_environ())))
        except ConnectionDropped:
            self.close_connection = True
            _hang_up(self.connection)

    def _send(self, response: Response) -> None:
        body = response.get_data()
        self.send_response(response.status_code)
        for name, value in response.headers:
            if name.lower() != "content-length":
                self.send_header(name, value)
        if response.status_code not in _BODILESS:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        self.wfile.flush()

    def date_time_string(self, timestamp: float | None = None) -> str:
        return format_datetime(self.application.state.now(), usegmt=True)

    def log(self, type: str, message: str, *args: Any) -> None:
        """The log of requests is the application's."""
