"""PriorityQueue: items in a heap, as Java lays it out, so that what a rule prints of one is what Java prints.

Here is how an item goes in and how one comes out. Refuses to know what else can be asked of a queue.
"""

from __future__ import annotations

from syncscript.language.interpreter.item_lists import ItemHeap
from syncscript.language.interpreter.kept_order import order
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value


def push_on_heap(run: Run, heap: ItemHeap, item: Value) -> None:
    """Charged by who calls; the item is compared even when it is alone, so that null never gets in."""
    if not heap:
        order(run, heap.comparator, item, item)
    heap.append(item)
    rise(run, heap, len(heap) - 1)


def fill_heap(run: Run, heap: ItemHeap, items: list[Value]) -> None:
    """These items in the place of all that was there, laid out as Java does it at once."""
    run.charge(len(items))
    heap[:] = items
    if items:
        order(run, heap.comparator, items[0], items[0])
    for place in range((len(heap) >> 1) - 1, -1, -1):
        sink(run, heap, place)


def take_from_heap(run: Run, heap: ItemHeap, place: int) -> Value:
    """The item at this place; the last one takes its room."""
    taken, last = heap[place], heap.pop()
    if place == len(heap):
        return taken
    heap[place] = last
    sink(run, heap, place)
    if heap[place] is last:
        rise(run, heap, place)
    return taken


def rise(run: Run, heap: ItemHeap, place: int) -> None:
    item = heap[place]
    while place > 0:
        above = (place - 1) >> 1
        run.spend(1)
        if order(run, heap.comparator, item, heap[above]) >= 0:
            break
        heap[place] = heap[above]
        place = above
    heap[place] = item


def sink(run: Run, heap: ItemHeap, place: int) -> None:
    item, half = heap[place], len(heap) >> 1
    while place < half:
        below = 2 * place + 1
        run.spend(1)
        if below + 1 < len(heap) and order(run, heap.comparator, heap[below], heap[below + 1]) > 0:
            below += 1
        if order(run, heap.comparator, item, heap[below]) <= 0:
            break
        heap[place] = heap[below]
        place = below
    heap[place] = item
