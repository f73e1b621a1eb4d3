"""Asks a real Groovy for the answers of the recorded cases: `python -m tests.groovy.record --jar DIR [FILE]`.

Writes the files anew and tells how many answers changed. Refuses to judge them: the test does.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from dataclasses import replace
from pathlib import Path

from tests.groovy.cases import case_files, read_cases, write_cases

RECORDER = Path(__file__).with_name("Recorder.groovy")


def groovy_answers(jars: Path, programs: list[str]) -> list[str]:
    """One answer a program, from the Groovy jars in this directory."""
    path = ":".join(str(jar) for jar in sorted(jars.glob("groovy-*.jar")))
    command = ["java", "-Dfile.encoding=UTF-8", "-cp", path, "groovy.ui.GroovyMain", str(RECORDER)]
    given = "".join(json.dumps(program) + "\n" for program in programs)
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True, encoding="utf-8")
    answers = [str(json.loads(line)) for line in done.stdout.splitlines()]
    if len(answers) != len(programs):
        raise SystemExit(f"{len(answers)} answers for {len(programs)} programs:\n{done.stderr}")
    return answers


def record(jars: Path, paths: list[Path]) -> int:
    """How many answers are other than before."""
    files = {path: read_cases(path) for path in paths}
    answers = iter(groovy_answers(jars, [case.program for cases in files.values() for case in cases]))
    changed = 0
    for path, cases in files.items():
        fresh = [replace(case, answer=next(answers)) for case in cases]
        changed += sum(a != b for a, b in zip(cases, fresh, strict=True))
        write_cases(path, fresh)
    return changed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jar", type=Path, required=True, help="directory with the Groovy 4 jars")
    parser.add_argument("files", type=Path, nargs="*", help="files of cases; all when none is given")
    options = parser.parse_args()
    paths = [path.resolve() for path in options.files] or case_files()
    print(f"{record(options.jar, paths)} answers changed in {len(paths)} files")


if __name__ == "__main__":
    main()
