"""What every store owes the engine: one suite, run against each kind of store.

A kind of store subclasses StoreContract and gives a `store` fixture with an empty store. The cases lie
beside it, one file for each subject; nothing in them knows how a store keeps its rows.
"""

from __future__ import annotations

from tests.contracts.store.pairs import PairContract, SideContract
from tests.contracts.store.polling import PollingContract
from tests.contracts.store.queue import EffectContract, QueueContract
from tests.contracts.store.safety import TransactionContract, WholeContract
from tests.contracts.store.takeover import TakeoverContract
from tests.contracts.store.telling import ReportContract


class StoreContract(
    PollingContract, PairContract, SideContract, QueueContract, EffectContract, ReportContract,
    TakeoverContract, TransactionContract, WholeContract,
):
    """All of it."""
