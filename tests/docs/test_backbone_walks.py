"""Who follows a page about a move from Backbone, and makes the mistakes it tells, reads what it quotes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from syncscript.backbone.progress import HAS_TWIN
from syncscript.contracts import Person
from tests.cli.conftest import Desk, desk
from tests.cli.test_backbone_import import in_step
from tests.cli.test_backbone_migrate import in_the_cloud
from tests.docs.backbone_walks import FILES, fits, steps_of, walked

HOW_TO = Path(__file__).parents[2] / "docs/how-to"
WALKS = {
    "move-the-primary-side.md": "BlueJira",
    "move-the-secondary-side.md": "GreenJira",
    "mistakes-in-a-move.md": "GreenJira",
}
__all__ = ["desk"]


def with_real_powers(desk: Desk, moved: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trackers that know the search for partners, a cloud that hides an address, and settings that say so."""
    for tracker in (desk.blue, desk.green):
        usual = tracker.changes

        def changes(project: str, window: Any, query: Any = None, it: Any = tracker, ask: Any = usual) -> Any:
            everything = ask(project, window, "all")
            if query != HAS_TWIN:
                return ask(project, window, query)
            return [head for head in everything if head.ref.key in it.twins]

        monkeypatch.setattr(tracker, "changes", changes)
    settings = desk.folder / "syncscript.toml"
    place = "[connections.blue-green.left]"
    mark = f'[connections.blue-green]\nmoved_to_cloud = "{moved}"\n\n{place}'
    settings.write_text(settings.read_text().replace(place, mark, 1))
    cloud = desk.blue if moved == "BlueJira" else desk.green
    hidden = [Person("557058:1a2b", "Anna Berg", None)]
    monkeypatch.setattr(cloud, "people", lambda project: hidden, raising=False)


@pytest.mark.parametrize("page", WALKS)
def test_a_page_quotes_what_the_program_prints(
    desk: Desk, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_cloud(desk, WALKS[page])
    in_step(desk, 2)
    with_real_powers(desk, WALKS[page], monkeypatch)
    for name, text in FILES.items():
        (desk.folder / name).write_text(text)
    monkeypatch.chdir(desk.folder)
    steps = list(steps_of((HOW_TO / page).read_text("utf-8")))
    assert steps
    for command, told in steps:
        desk.clock.tick(60)
        is_asked = "[y/N]" in told
        monkeypatch.setattr(
            "syncscript.cli.show.paint.is_terminal",
            lambda stream, so=is_asked: so and stream is sys.stdin,
        )
        printed = walked(desk.folder, command, told)
        assert fits(told, printed), f"$ {command}\n{printed}"
