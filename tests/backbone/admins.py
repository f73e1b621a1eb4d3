"""What an admin does with two exports: merges, takes over, sends again, runs; and the deaths of the program.

The program is a process of its own that talks HTTP through gates, where it is killed at a chosen request.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from click.testing import CliRunner

from syncscript.cli.group import syncscript
from tests.backbone.ends import Picture, holds, picture, shows_partners
from tests.backbone.file_exchange import FileExchange, Half
from tests.backbone.moving import Move, moved_to_cloud
from tests.backbone.rehearsing import Rehearsal
from tests.faults.gate import Gates
from tests.faults.program import Ended, Program, killed_at
from tests.faults.sandboxes import Clock, running_sandbox
from tests.faults.worlds import INCOMING, People, write_project

RESYNC = ("backbone", "resync", "--connection", "blue-green", "--fields", "summary,description,labels")
MOVES = tuple(
    Move(role, (key, "CLOUD" if is_new else key), is_new)
    for is_new in (False, True) for role, key in (("secondary", "GREEN"), ("primary", "BLUE"))
)  # fmt: skip
"""Either side, with all that it had, or under a new key with new ids."""


@dataclass
class Admin:
    """Has in hand both exports, primary first, and the program on a project for both instances. told: what
    each merge must be told of the move."""

    exports: tuple[Path, Path]
    told: list[str]
    gates: Gates
    program: Program
    folder: Path

    def merged(self) -> Path:
        (ours, theirs), path = self.exports, self.folder / "merged.json"
        command = ["backbone", "merge", "--primary", str(ours), "--secondary", str(theirs), *self.told,
                   "-o", str(path)]  # fmt: skip
        path.unlink(missing_ok=True)
        ended = CliRunner().invoke(syncscript, command)
        assert ended.exit_code == 0, ended.output
        return path

    def calls(self, *arguments: str, codes: tuple[int, ...] = (0,)) -> Ended:
        """Undisturbed."""
        self.gates.watch()
        ended = self.program.run(*arguments)
        assert ended.code in codes, ended.said
        return ended

    def runs(self) -> None:
        """Twice, and the second run writes nothing. Pairs that stand still make their code 1."""
        for _ in range(2):
            self.calls("run", codes=(0, 1))
        assert not self.gates.now.writes, f"still writing: {self.gates.now.writes}"

    def dies_at_a_request(self, random: Random, most: int, *arguments: str) -> bool:
        """Whether the program lived long enough to be killed at the request that the seed chose."""
        number, when = random.randint(1, most), random.choice(["before", "after"])
        self.gates.watch(killed_at(self.program, number, when))
        return self.program.run(*arguments).code < 0

    def dies_in_its_time(self, random: Random, seconds: float, *arguments: str) -> bool:
        """The same for work that asks no tracker."""
        self.gates.watch()
        self.program.start(*arguments)
        time.sleep(random.uniform(0, seconds))
        self.program.kill()
        return self.program.ended().code < 0


@dataclass(frozen=True, slots=True)
class ByHand:
    """The single commands, one after the other."""

    world: Rehearsal
    admin: Admin

    def goes(self, deaths: Random, kills: int) -> None:
        admin = self.admin
        taking = ("backbone", "import", str(admin.merged()), "--connection", "blue-green", "--yes")
        for _ in range(min(kills, 2)):
            admin.dies_in_its_time(deaths, 0.4, *taking)
        admin.calls(*taking)
        assert "0 added, 0 updated, 6 unchanged" in admin.calls(*taking).out
        died = [admin.dies_at_a_request(deaths, 25, *RESYNC) for _ in range(kills)]
        assert any(died) or not kills
        admin.calls(*RESYNC)
        assert "5 paired, 5 resynced, 0 pending, 0 failed, 1 ignored, 1 gone" in admin.calls(*RESYNC).out
        assert not admin.gates.now.writes
        shows_partners(self.world)
        died = [admin.dies_at_a_request(deaths, 12, "run") for _ in range(kills)]
        assert any(died) or not kills
        admin.runs()
        holds(self.world)
        died = [admin.dies_at_a_request(deaths, 15, *RESYNC, "--again") for _ in range(kills)]
        assert any(died) or not kills
        admin.calls(*RESYNC)


@dataclass(frozen=True, slots=True)
class Guided:
    """The one command that does it all."""

    world: Rehearsal
    admin: Admin

    def goes(self, deaths: Random, kills: int) -> None:
        admin = self.admin
        guide = ("backbone", "migrate", *map(str, admin.exports), *admin.told, "--connection", "blue-green",
                 "--yes")  # fmt: skip
        if kills:
            admin.dies_in_its_time(deaths, 0.3, *guide)
        died = [admin.dies_at_a_request(deaths, 30, *guide) for _ in range(kills)]
        assert any(died) or not kills
        ended = admin.calls(*guide, codes=(1,))
        assert "5 paired, 5 resynced, 0 pending" in ended.out and "1 gone" in ended.out, ended.said
        admin.calls(*guide, codes=(1,))
        assert not admin.gates.now.writes
        admin.runs()


@contextmanager
def rehearsal(folder: Path, seed: int, move: Move) -> Iterator[tuple[Rehearsal, Admin]]:
    """The former sync has stopped, its exports are written, and one side stands in the cloud."""
    clock = Clock(timedelta(days=-4))
    with ExitStack() as ending:
        blue = ending.enter_context(running_sandbox("BLUE", "dc", clock))
        green = ending.enter_context(running_sandbox("GREEN", "dc", clock))
        exchange = FileExchange(Half(blue, "BLUE", clock), Half(green, "GREEN", clock))
        world = Rehearsal(folder, Random(seed), People(blue, "BLUE"), People(green, "GREEN"), clock, exchange)
        world.lives()
        world.stops()
        exports = world.exports()
        clock.ahead = timedelta(hours=-1)
        old = blue if move.is_primary else green
        told = ["--migrating", move.role, *move.options(old.state.world, folder)]
        new = ending.enter_context(moved_to_cloud(old, move, folder, clock))
        world.moved(People(new, move.project[1]), move)
        gates, program = Gates(), Program(folder)
        ending.callback(gates.close)
        ending.callback(program.close)
        servers = world.blue.server, world.green.server
        urls = gates.before("BlueJira", servers[0].url), gates.before("GreenJira", servers[1].url)
        write_project(folder, urls, (servers[0].face, servers[1].face), 1, INCOMING,
                      (world.blue.project, world.green.project))  # fmt: skip
        yield world, Admin(exports, told, gates, program, folder)


def played(
    folder: Path, seed: int, move: Move, kills: int = 0, way: type[ByHand | Guided] = ByHand
) -> Picture:
    """The whole way, with so many deaths in each of its steps; what people see in the end."""
    folder.mkdir()
    deaths = Random(seed + 1)
    with rehearsal(folder, seed, move) as (world, admin):
        world.people_go_on()
        way(world, admin).goes(deaths, kills)
        shows_partners(world)
        holds(world)
        world.people_edit()
        died = [admin.dies_at_a_request(deaths, 12, "run") for _ in range(kills)]
        assert any(died) or not kills
        admin.runs()
        holds(world)
        return picture(world)
