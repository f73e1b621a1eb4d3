"""When the editor is ready: what the first answer would otherwise wait for is loaded, and the editor is asked
to tell of files that change without it.
"""

from __future__ import annotations

import gc

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from syncscript.language.assist.offers import everywhere
from syncscript.language.lint import lint
from syncscript.lsp.desk import Desk

EVERY_PART = 'def a = [b: 1]\nif (a.b == 1) { issue.summary = "${a.b}" }\n'
WATCHED = (
    "**/syncscript.toml",
    "**/*.{sync,groovy}",
    "**/*.test.yaml",
    "**/{schemas,contracts}/*.json",
)


def register(server: LanguageServer, desk: Desk) -> None:
    @server.feature(types.INITIALIZED)
    def start(params: types.InitializedParams) -> None:
        watch(server)
        warm()


def watch(server: LanguageServer) -> None:
    """Not every editor can be asked."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if not watching or not watching.dynamic_registration:
        return
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    server.client_register_capability(
        types.RegistrationParams([types.Registration("watched", method, options)])
    )


def warm() -> None:
    everywhere()
    lint(EVERY_PART, name="<none>", kind="incoming")
    # What is loaded by now stays; looking through it again would take as long as an answer.
    gc.collect()
    gc.freeze()
