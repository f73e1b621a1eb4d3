"""contracts.Records over SQL, one file a group of tables."""

from syncscript.store.records.answers import Answers
from syncscript.store.records.effects import Effects
from syncscript.store.records.overwrites import Overwrites
from syncscript.store.records.pairs import Pairs
from syncscript.store.records.polling import Polling
from syncscript.store.records.queue import Queue
from syncscript.store.records.reports import Reports
from syncscript.store.records.resync import Resyncs
from syncscript.store.records.sides import Sides


class SqlRecords(Polling, Pairs, Sides, Queue, Effects, Reports, Answers, Overwrites, Resyncs):
    """All tables inside one transaction."""


__all__ = ["SqlRecords"]
