"""The server itself: finds its features, and speaks over standard input and output.

Refuses to know any feature by name.
"""

from __future__ import annotations

import logging
import pkgutil
import threading
from importlib import import_module
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol

from syncscript.lsp import features
from syncscript.lsp.desk import Desk


class Protocol(LanguageServerProtocol):
    """A question that cannot be read has an answer too: whoever asked would wait for ever."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise


def make_server(version: str) -> LanguageServer:
    """Texts come whole: a rule file is small, and nobody has to agree on what a line is."""
    whole = types.TextDocumentSyncKind.Full
    server = LanguageServer("syncscript", version, text_document_sync_kind=whole, protocol_cls=Protocol)
    desk = Desk(server)
    for module in pkgutil.iter_modules(features.__path__):
        import_module(f"{features.__name__}.{module.name}").register(server, desk)
    return server


def is_fault(record: logging.LogRecord) -> bool:
    """What a person asked for in vain was answered with a sentence, and an editor may take back a question
    that has its answer: a log of that would look like a fault."""
    error = record.exc_info[1] if record.exc_info else None
    return record.levelno >= logging.ERROR and not isinstance(error, JsonRpcException)


def serve(version: str) -> bool:
    """Until the editor says that it is enough. Whether it said so before it left."""
    logging.getLogger("pygls.protocol.json_rpc").addFilter(is_fault)
    server = make_server(version)
    is_enough = threading.Event()

    @server.feature(types.SHUTDOWN)
    def shutdown(params: None) -> None:
        is_enough.set()

    server.start_io()
    return is_enough.is_set()
