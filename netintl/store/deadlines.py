"""An end to waiting: engines do not look at the clock within one long calculation."""

from __future__ import annotations

from concurrent.futures import Future
from contextvars import copy_context
from threading import Thread
from typing import TYPE_CHECKING, Final, TypeVar

from netintl.store.failures import took_too_long

if TYPE_CHECKING:
    from collections.abc import Callable

Part = TypeVar("Part")
GRACE: Final = 3.0  # seconds for the engine to stop the query itself


def within(seconds: float, work: Callable[[], Part]) -> Part:
    """Do something in a thread and return its result, unless it takes longer than it may.

    What is given up is left to itself: it must only read.

    Raises
    ------
    StoreError
        When it takes longer.

    Examples
    --------
    >>> within(1, lambda: 2 + 2)
    4
    """
    outcome: Future[Part] = Future()
    context = copy_context()

    def run() -> None:
        try:
            outcome.set_result(context.run(work))
        except BaseException as problem:  # noqa: BLE001 - raised again by whoever waits
            outcome.set_exception(problem)

    Thread(target=run, daemon=True).start()
    try:
        return outcome.result(timeout=seconds + GRACE)
    except TimeoutError:
        if outcome.done():
            raise
        raise took_too_long() from None
