"""Methods of lists that call a closure for each element: each, collect, findAll, inject and their like.

Every call is charged by the run. Refuses to change the list.
"""

from __future__ import annotations

from syncscript.language.builtins.lists import kept, new, tested
from syncscript.language.builtins.registry import method
from syncscript.language.interpreter import access, case_matching
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.kept_order import alike
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Closure, Entry, Value


@method("each", list, ItemSet)
def each(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    """
    >>> def n = 0; [1, 2].each { n += it }; n
    3
    """
    for item in list(value):
        run.invoke(closure, item)
    return value


@method("forEach", list, ItemSet)
def for_each(run: Run, value: list[Value], closure: Closure) -> None:
    """As each(), but gives nothing."""
    each(run, value, closure)


@method("eachWithIndex", list, ItemSet)
def each_with_index(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    """
    >>> def r = []; ["a", "b"].eachWithIndex { x, i -> r << x + i }; r
    ['a0', 'b1']
    """
    for number, item in enumerate(list(value)):
        run.invoke(closure, item, number)
    return value


@method("reverseEach", list)
def reverse_each(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    for item in value[::-1]:
        run.invoke(closure, item)
    return value


@method("collect", list, ItemSet)
def collect(run: Run, value: list[Value], into: Value = None, closure: Value = None) -> list[Value]:
    """
    >>> [1, 2].collect { it * 2 }
    [2, 4]
    """
    run.charge(len(value))
    if closure is not None:
        return list(into) + [run.invoke(closure, item) for item in list(value)]
    return list(value) if into is None else [run.invoke(into, item) for item in list(value)]


@method("collectNested", list)
def collect_nested(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    """
    >>> [1, [2]].collectNested { it * 2 }
    [2, [4]]
    """
    run.charge(len(value))
    return [
        collect_nested(run, item, closure) if isinstance(item, list) else run.invoke(closure, item)
        for item in list(value)
    ]


@method("collectMany", list, ItemSet)
def collect_many(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    """
    >>> [1, 2].collectMany { [it, it * 10] }
    [1, 10, 2, 20]
    """
    return new(
        run, [part for item in list(value) for part in access.elements(run, run.invoke(closure, item))]
    )


@method("collectEntries", list, ItemSet)
def collect_entries(run: Run, value: list[Value], closure: Value = None) -> dict[Value, Value]:
    """
    >>> ["a", "bb"].collectEntries { [it, it.size()] }
    ['a':1, 'bb':2]
    >>> ["a"].collectEntries { [(it): 1] }
    ['a':1]
    """
    made: dict[Value, Value] = {}
    run.charge(len(value))
    for item in list(value):
        add_entry(made, item if closure is None else run.invoke(closure, item))
    return made


def add_entry(made: dict[Value, Value], entry: Value) -> None:
    if type(entry) is dict:
        made.update(entry)
    elif type(entry) is Entry:
        made[access.key_of(entry.key)] = entry.value
    elif isinstance(entry, list) and entry:
        made[access.key_of(entry[0])] = entry[1] if len(entry) > 1 else None
    else:
        raise Fault(
            "collectEntries needs a map or a list of key and value for each element.",
            "write { [it.key, it.value] }",
            kind="IllegalArgumentException",
            code="R108",
        )


@method("findAll", list, ItemSet)
def find_all(run: Run, value: list[Value], closure: Value = None) -> list[Value]:
    """
    >>> [1, 2, 3].findAll { it > 1 }
    [2, 3]
    """
    run.charge(len(value))
    found = [item for item in list(value) if tested(run, closure, item)]
    return alike(run, value, ItemSet(found)) if isinstance(value, ItemSet) else found


@method("grep", list, ItemSet)
def grep(run: Run, value: list[Value], case: Value = None) -> list[Value]:
    """
    >>> ["a", "b", 1].grep(String)
    ['a', 'b']
    """
    return kept(
        run,
        value,
        [
            item
            for item in list(value)
            if (bool(item) if case is None else case_matching.matches_case(run, item, case))
        ],
    )


@method("find", list, ItemSet)
def find(run: Run, value: list[Value], closure: Value = None) -> Value:
    """
    >>> [1, 2, 3].find { it > 1 }
    2
    >>> [1].find { it > 1 }
    null
    """
    for item in list(value):
        if tested(run, closure, item):
            return item
    return None


@method("findResult", list, ItemSet)
def find_result(run: Run, value: list[Value], default: Value, closure: Value = None) -> Value:
    default, closure = (None, default) if closure is None else (default, closure)
    for item in list(value):
        found = run.invoke(closure, item)
        if found is not None:
            return found
    return default


@method("findResults", list, ItemSet)
def find_results(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    return new(run, [r for r in [run.invoke(closure, item) for item in list(value)] if r is not None])


@method("any", list, ItemSet)
def any_item(run: Run, value: list[Value], closure: Value = None) -> bool:
    """
    >>> [1, 2].any { it == 2 }
    true
    """
    return any(tested(run, closure, item) for item in list(value))


@method("every", list, ItemSet)
def every(run: Run, value: list[Value], closure: Value = None) -> bool:
    """
    >>> [1, 2].every { it > 0 }
    true
    """
    return all(tested(run, closure, item) for item in list(value))


@method("groupBy", list, ItemSet)
def group_by(run: Run, value: list[Value], closure: Closure, *deeper: Closure) -> dict[Value, Value]:
    """
    >>> [1, 2, 3].groupBy { it % 2 }
    [1:[1, 3], 0:[2]]
    """
    made: dict[Value, Value] = {}
    run.charge(len(value))
    for item in list(value):
        made.setdefault(access.key_of(run.invoke(closure, item)), []).append(item)
    return {key: group_by(run, items, *deeper) for key, items in made.items()} if deeper else made


@method("countBy", list, ItemSet)
def count_by(run: Run, value: list[Value], closure: Closure) -> dict[Value, Value]:
    return {key: len(items) for key, items in group_by(run, value, closure).items()}


@method("split", list, ItemSet)
def split(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    """
    >>> [1, 2, 3].split { it > 1 }
    [[2, 3], [1]]
    """
    verdicts = [(item, tested(run, closure, item)) for item in list(value)]
    taken, left = [[i for i, yes in verdicts if yes is side] for side in (True, False)]
    run.charge(2)
    return [kept(run, value, taken), kept(run, value, left)]
