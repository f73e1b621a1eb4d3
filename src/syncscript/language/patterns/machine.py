"""Runs the instructions of a pattern over a text, going back where it must, and charges for every step.

Each step is charged to `charge`, which may raise; so a search costs the same everywhere. Refuses to know how
patterns are written.
"""

from __future__ import annotations

from collections.abc import Callable

from syncscript.language.patterns.program import (
    ATOMIC,
    BACK,
    DONE,
    EITHER,
    GO,
    GREEDY,
    LAZY,
    LITERAL,
    PIECE,
    SAVE,
    UNLESS_STILL,
    Instruction,
    Program,
)

STEP = 3
"""What an instruction is charged as."""
SLOWLY, QUICKLY = 2, 5
"""Characters that are looked through for a charge of one, as a power of two."""
INSTALMENT = 500
DEEPEST = 50_000
"""Places to go back to that are remembered at once."""

Slots = tuple[int, ...]
Charge = Callable[[int], None]
Way = tuple[int, int, Slots, int]
"""Where to go on: instruction, place in the text, slots; and how far a repeat may end, or -1."""


class TooDeep(Exception):
    """There are more ways to go back to than are remembered."""


def matched(
    program: Program, value: str, at: int, slots: Slots, charge: Charge, end: int = -1
) -> Slots | None:
    """The slots after a match that begins at `at`, slot 1 saying where it ended; None without one.

    end: where the match must end; -1 for anywhere. One loop, as calls would double what a step costs.
    """
    instructions = program.instructions
    ways: list[Way] = []
    pc = toll = 0
    while True:
        toll += STEP
        if toll > INSTALMENT:
            charge(toll)
            toll = 0
            if len(ways) > DEEPEST:
                raise TooDeep
        instruction = instructions[pc]
        sort = instruction[0]
        if sort == LITERAL:
            if value.startswith(instruction[1], at):
                at += instruction[2]
                pc += 1
                continue
        elif sort == PIECE:
            toll += instruction[3]
            if instruction[1](value, at) is not None:
                at += instruction[2]
                pc += 1
                continue
        elif sort == EITHER:
            ways.append((instruction[2], at, slots, -1))
            pc = instruction[1]
            continue
        elif sort == GO:
            pc = instruction[1]
            continue
        elif sort == SAVE:
            place = instruction[1]
            slots = (*slots[:place], at, *slots[place + 1 :])
            pc += 1
            continue
        elif sort == UNLESS_STILL:
            pc = pc + 1 if slots[instruction[1]] == at else instruction[2]
            continue
        elif sort == GREEDY:
            high = furthest(instruction, value, at)
            toll += (high - at) >> (QUICKLY if instruction[2] else SLOWLY)
            low, high = at + instruction[3], min(high, at + instruction[4])
            if low <= high:
                ways.append((pc, low, slots, high))
        elif sort == LAZY:
            toll += instruction[4] >> SLOWLY
            if instruction[1](value, at) is not None:
                ways.append((pc, at + instruction[4], slots, min(at + instruction[5], len(value))))
        elif sort == DONE:
            if end < 0 or at == end:
                charge(toll)
                return (slots[0], at, *slots[2:])
        else:
            inside = SELDOM.get(sort, looked)(instruction, value, at, slots, charge)
            if inside is not None:
                at, slots = inside[1], (*slots[:2], *inside[2:])
                pc += 1
                continue
        way, more = gone_back(instructions, value, ways, charge)
        toll += more
        if way is None:
            charge(toll)
            return None
        pc, at, slots = way


def gone_back(
    instructions: tuple[Instruction, ...], value: str, ways: list[Way], charge: Charge
) -> tuple[tuple[int, int, Slots] | None, int]:
    """The last way that is still open, and what it cost to find it."""
    toll = 0
    while ways:
        pc, low, slots, high = ways.pop()
        if high < 0:
            return (pc, low, slots), toll
        instruction = instructions[pc]
        if instruction[0] == GREEDY:
            stop = last_stop(instruction, value, low, high)
            toll += STEP + (high - max(stop, low) >> (QUICKLY if instruction[6] is None else 0))
            if stop > low:
                ways.append((pc, low, slots, stop - 1))
        else:
            met = instruction[2](value, low)
            toll += STEP + (met.start() - low >> SLOWLY)
            stop = met.start() if met.lastindex and met.start() <= high else -1
            if 0 <= stop < high and instruction[3](value, stop) is not None:
                ways.append((pc, stop + 1, slots, high))
        if stop >= 0:
            return (pc + 1, stop, slots), toll
        charge(toll)
        toll = 0
    return None, toll


def furthest(instruction: Instruction, value: str, at: int) -> int:
    """Where a repeat of single characters ends at most."""
    found = instruction[1](value, at)
    if found is None:
        return len(value)
    return int(found.end())


def last_stop(instruction: Instruction, value: str, low: int, high: int) -> int:
    """The last place from low to high where what follows can begin; -1 for none."""
    literal, follows = instruction[5], instruction[6]
    if literal is not None:
        return value.rfind(literal, low, high + len(literal))
    if follows is None:
        return high
    while high >= low and follows(value, high) is None:
        high -= 1
    return high if high >= low else -1


def looked(instruction: Instruction, value: str, at: int, slots: Slots, charge: Charge) -> Slots | None:
    """Ahead or back from here, which takes nothing."""
    _, program, wanted, ahead, least, most = instruction
    if ahead:
        found = matched(program, value, at, slots, charge)
    else:
        found = looked_back(program, value, at, slots, charge, least, most)
    if (found is not None) != wanted:
        return None
    after = slots if found is None else found
    return (after[0], at, *after[2:])


def looked_back(
    program: Program, value: str, at: int, slots: Slots, charge: Charge, least: int, most: int
) -> Slots | None:
    for width in range(least, min(most, at) + 1):
        found = matched(program, value, at - width, slots, charge, at)
        if found is not None:
            return found
    return None


def taken_whole(instruction: Instruction, value: str, at: int, slots: Slots, charge: Charge) -> Slots | None:
    """Of what an atomic group can match only the first way counts."""
    return matched(instruction[1], value, at, slots, charge)


def met_again(instruction: Instruction, value: str, at: int, slots: Slots, charge: Charge) -> Slots | None:
    """What a group has matched."""
    first, last = slots[instruction[1]], slots[instruction[1] + 1]
    if first < 0 or last < first:
        return None
    charge((last - first) >> SLOWLY)
    wanted, there = value[first:last], value[at : at + last - first]
    same = wanted.lower() == there.lower() if instruction[2] else wanted == there
    return (slots[0], at + last - first, *slots[2:]) if same else None


SELDOM = {BACK: met_again, ATOMIC: taken_whole}
