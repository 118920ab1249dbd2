from functools import partial

from django.db import transaction
from django.dispatch import Signal


class Event(Signal):
    """A fact, announced once the transaction that made it true has committed."""

    def announce(self, **ids: int) -> None:
        """Tell the receivers after commit; a receiver that fails stops nobody."""
        transaction.on_commit(partial(self.send_robust, sender=self, **ids), robust=True)
