"""Tries mutated cases by the thousand: `python -m tests.fuzz.mutate FIRST LAST`. Needs nothing but the tests.

Prints each find with its number, kind and text, and each text that took longer than a second.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections import Counter

from tests.fuzz.mutations import mutated
from tests.fuzz.one_text import try_text

SLOW = 1.0


def main() -> None:
    first, last = (int(number) for number in sys.argv[1:3])
    ends: Counter[str] = Counter()
    for number in range(first, last):
        text, kind = mutated(number)
        started = time.process_time()
        try:
            ends[try_text(text, kind)] += 1
        except BaseException as error:
            ends["found"] += 1
            print(f"{number} {kind} {text!r}\n{''.join(traceback.format_exception(error)[-3:])}", flush=True)
        if time.process_time() - started > SLOW:
            print(f"{number} {kind} takes {time.process_time() - started:.1f} s: {text!r}", flush=True)
    print(dict(ends))
    sys.exit(ends["found"] > 0)


if __name__ == "__main__":
    main()
