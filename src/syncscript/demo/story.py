"""The demo from its first line to its last: what happens, in which order, and what is said about it.

Prints through `Demo.say`; lets the command line do what an admin would type. Needs no terminal and
no input.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from syncscript.demo import edits, issues
from syncscript.demo.folder import write_folder
from syncscript.demo.people import Person
from syncscript.demo.sandboxes import BLUE, GREEN, Jiras, running_jiras
from syncscript.demo.views import filed_rows, pair_rows

Table = Callable[[str, Sequence[str], Sequence[Sequence[str]]], str]

EXIT_CODES_OF_A_GOOD_RUN = (0,)


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo is given: `call` runs a command line and returns its exit code, `table` renders
    title, headings and rows, `wait` sleeps for seconds, `linger` returns when the person has enough."""

    folder: Path
    say: Callable[[str], None]
    table: Table
    call: Callable[[Sequence[str]], int]
    wait: Callable[[float], None]
    linger: Callable[[], None] | None = None


def tell_story(demo: Demo) -> int:
    """Tell it all; the exit code: 0 when every step did what it says."""
    codes: list[int] = []
    with running_jiras(demo.folder) as jiras:
        write_folder(demo.folder, jiras)
        _introduce(demo, jiras)
        _file_issues(demo, jiras)
        codes += _first_sync(demo, jiras)
        happened = edits.make(jiras, demo.wait)
        codes += _second_sync(demo, jiras, happened)
        codes += _third_sync(demo)
        _last_lines(demo, jiras)
        if demo.linger:
            demo.say("Both Jiras keep running. Ctrl-C ends them.")
            demo.linger()
    return next((code for code in codes if code), 0)


def _heading(demo: Demo, text: str) -> None:
    demo.say(f"\n{text}\n{'=' * len(text)}\n")


def _introduce(demo: Demo, jiras: Jiras) -> None:
    _heading(demo, "1. Two Jiras and a project")
    rows = [
        [BLUE.instance, "Jira Cloud", BLUE.project, jiras.blue_url],
        [GREEN.instance, "Jira Data Center", GREEN.project, jiras.green_url],
    ]
    demo.say(
        demo.table("Two sandbox Jiras run on this machine", ["instance", "face", "project", "address"], rows)
    )
    written = sorted(path for path in demo.folder.rglob("*.sync"))
    files = [[str(path.relative_to(demo.folder)), _first_comment(path)] for path in written]
    files.insert(0, ["syncscript.toml", "instances, connection, triggers, policies"])
    demo.say(demo.table(f"A project was written to {demo.folder}", ["file", "what it says"], files))


def _first_comment(path: Path) -> str:
    return path.read_text(encoding="utf-8").splitlines()[0].lstrip("/ ")


def _file_issues(demo: Demo, jiras: Jiras) -> None:
    _heading(demo, "2. People file issues")
    filed = [(person, person.file(BLUE.project, sample)) for person, sample in _blue_work(jiras)]
    filed += [(jiras.green_person, jiras.green_person.file(GREEN.project, sample)) for sample in issues.GREEN]
    demo.say(
        demo.table("", ["issue", "by", "type", "summary", "labels", "comments", "files"], filed_rows(filed))
    )
    demo.say("The triggers bring issues with the label sync under sync.")


def _blue_work(jiras: Jiras) -> list[tuple[Person, issues.Sample]]:
    people = (jiras.blue_person, jiras.blue_other)
    return [(people[number % 2], sample) for number, sample in enumerate(issues.BLUE)]


def _first_sync(demo: Demo, jiras: Jiras) -> list[int]:
    _heading(demo, "3. Preview: what would be written, and which rule line says so")
    codes = [_command(demo, "plan")]
    _heading(demo, "4. Run: now it is written")
    codes.append(_command(demo, "run"))
    _show_pairs(demo, jiras, "Both sides after the first run")
    return codes


def _second_sync(demo: Demo, jiras: Jiras, happened: Sequence[Sequence[str]]) -> list[int]:
    _heading(demo, "5. People go on working, on both sides at once")
    demo.say(demo.table("", ["who", "issue", "what"], happened))
    _heading(demo, "6. The second run merges field by field")
    codes = [_command(demo, "plan")]
    demo.say("")
    codes.append(_command(demo, "run"))
    _show_pairs(demo, jiras, "Both sides after the second run")
    demo.say(
        "Different fields of one issue: both edits are kept. The same field: the newer edit won, and the"
    )
    demo.say("other value is recorded as a conflict:")
    codes.append(_command(demo, "status"))
    return codes


def _third_sync(demo: Demo) -> list[int]:
    _heading(demo, "7. The third run finds nothing to do")
    return [_command(demo, "run")]


def _show_pairs(demo: Demo, jiras: Jiras, title: str) -> None:
    headings = ["pair", "summary", "status", "priority", "labels", "comments", "files"]
    demo.say("")
    demo.say(demo.table(title, headings, pair_rows(demo.folder, jiras)))


def _command(demo: Demo, name: str) -> int:
    demo.say(f"$ syncscript {name}\n")
    return demo.call([name, "--project", str(demo.folder)])


def _last_lines(demo: Demo, jiras: Jiras) -> None:
    _heading(demo, "Play on")
    demo.say(
        f"Everything stays in {demo.folder}: the project, the state, and both Jiras with their issues.\n"
    )
    demo.say(f"  cd {demo.folder}")
    demo.say("  ./start-sandboxes             # both Jiras again, at the same addresses; or one by one:")
    for side, face in ((BLUE, "cloud"), (GREEN, "dc")):
        port = jiras.port_of(side)
        demo.say(f"    syncscript sandbox --face {face} --port {port} --state sandbox/{side.file}")
    demo.say("  syncscript plan               # in another terminal")
    demo.say("  syncscript status BLUE-1      # one pair: its writes, its conflicts")
    demo.say("\nEdit an issue as somebody in Blue would, and plan again:\n")
    demo.say(f"  curl -u {jiras.blue_person.account}:{jiras.blue_person.password} -X PUT \\")
    demo.say("    -H 'Content-Type: application/json' -d '{\"fields\": {\"summary\": \"A new summary\"}}' \\")
    demo.say(f"    {jiras.blue_url}/rest/api/3/issue/BLUE-3")
