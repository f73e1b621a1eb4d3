"""How the exports of two sides are merged: options of several commands, read into plain values."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import click

ROLES = ("primary", "secondary")
REKEY = re.compile(rf"({'|'.join(ROLES)}):([^=:]+)=([^=:]+)")
ID_MAP = re.compile(rf"({'|'.join(ROLES)}):(comments|attachments)=(.+)", re.DOTALL)


def rekeys_of(
    ctx: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for value in values:
        fits = REKEY.fullmatch(value)
        if not fits:
            raise click.BadParameter(f"{value!r} is not SIDE:OLD=NEW, such as primary:OAK=OAKC")
        role, old, new = fits.groups()
        if found.setdefault(role, {}).setdefault(old, new) != new:
            raise click.BadParameter(f"{old} of the {role} gets two new keys")
    return found


def id_maps_of(
    ctx: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str, str], ...]:
    found: dict[tuple[str, str], str] = {}
    for value in values:
        fits = ID_MAP.fullmatch(value)
        if not fits:
            raise click.BadParameter(f"{value!r} is not SIDE:comments=FILE or SIDE:attachments=FILE")
        role, kind, file = fits.groups()
        if (role, kind) in found:
            raise click.BadParameter(f"two maps for the {kind} of the {role}")
        found[role, kind] = file
    return tuple((role, kind, file) for (role, kind), file in found.items())


def codes_of(ctx: click.Context, option: click.Parameter, values: tuple[str, ...]) -> frozenset[str]:
    from syncscript.backbone.registry import checks

    known = {check.code for check in checks()}
    for value in values:
        if value not in known:
            raise click.BadParameter(f"{value} is no code of a check that could be allowed")
    return frozenset(values)


def merge_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--rekey`, `--id-map`, `--only-matched` and `--allow`."""
    rekey = click.option("--rekey", metavar="SIDE:OLD=NEW", multiple=True, callback=rekeys_of,
                         help="A project of that side has a new key.")  # fmt: skip
    new_ids = "New ids of its comments or attachments: a CSV with the columns old,new."
    id_map = click.option("--id-map", "id_maps", metavar="SIDE:KIND=FILE", multiple=True, callback=id_maps_of,
                          help=new_ids)  # fmt: skip
    matched = click.option("--only-matched", is_flag=True,
                           help="Leave pairs out that only one side knows, and list them.")  # fmt: skip
    allow = click.option("--allow", metavar="CODE", multiple=True, callback=codes_of,
                         help="Write although there are errors with this code.")  # fmt: skip
    return rekey(id_map(matched(allow(command))))
