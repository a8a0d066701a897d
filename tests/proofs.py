"""Long proofs: whole under ``make proof``, a part of each in ``make test``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
WHOLE = os.environ.get("NETINTL_PROOF") == "1"
proof = pytest.mark.proof


def share(whole: int, part: int | None = None) -> int:
    """Return how many cases to try: all in a proof, else the part, or a quarter of them."""
    return whole if WHOLE else part or -(-whole // 4)


def first(part: int, *whole: T) -> tuple[T, ...]:
    """Return all cases in a proof, else the first of them."""
    return whole if WHOLE else whole[:part]


def examples(whole: int) -> Callable:
    """Try so many examples in a proof, the same in each run, however slow the machine is."""
    tried = settings(
        deadline=None,
        derandomize=True,
        max_examples=share(whole),
        suppress_health_check=[HealthCheck.too_slow],
    )
    return lambda test: proof(tried(test))
