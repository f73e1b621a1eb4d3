"""`syncscript lsp`: the language server, for editors."""

from __future__ import annotations

import click


@click.command("lsp")
@click.option("--stdio", is_flag=True, help="Speak over standard input and output; nothing else is spoken.")
def command(stdio: bool) -> None:
    """Serve an editor over standard input and output, until it says that it is enough.

    Needs the extra lsp: pip install 'syncscript[lsp]'.
    """
    from syncscript.cli.extras import needs_extra

    needs_extra("lsp", "pygls")
    import sys
    from importlib.metadata import PackageNotFoundError, version

    from syncscript.lsp.server import serve

    try:
        known = version("syncscript")
    except PackageNotFoundError:
        known = "0"
    sys.exit(0 if serve(known) else 1)
