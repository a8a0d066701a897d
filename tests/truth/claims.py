"""What recomputes a claim, by its code: facts from the tables, by ways of their own."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.truth.world import World

    Claim = dict[str, Any]
    Recompute = Callable[[World, Claim], dict[str, Any]]

CHECKS: dict[str, Recompute] = {}
# Rules of counting and definitions: they state no fact of the data.
RULES: set[str] = set()


def recomputes(*codes: str) -> Callable[[Recompute], Recompute]:
    """Register what returns the facts that a claim must have; a subset of them may do."""

    def register(function: Recompute) -> Recompute:
        for code in codes:
            assert code not in CHECKS, code
            CHECKS[code] = function
        return function

    return register


def states_rules(*codes: str) -> None:
    """Register claims that state no fact of the data."""
    RULES.update(codes)


def differences(world: World, claim: Claim) -> list[str]:
    """Say what is false about one claim."""
    where = f"{claim['analysis'] or 'report'}: {claim['code']}"
    if claim["code"] in RULES:
        return []
    if claim["code"] not in CHECKS:
        return [f"{where} is checked by nothing"]
    expected = CHECKS[claim["code"]](world, claim)
    return [
        f"{where}: {name} is {claim['facts'].get(name)!r}, should be {value!r}"
        for name, value in expected.items()
        if not alike(claim["facts"].get(name), value)
    ]


def alike(said: Any, value: Any) -> bool:
    """Compare facts: numbers to nine digits, lists part by part, a range by its ends."""
    if isinstance(value, range_of):
        return value.holds(said)
    if isinstance(value, (list, tuple)):
        return (
            isinstance(said, list)
            and len(said) == len(value)
            and all(map(alike, said, value))
        )  # fmt: skip
    if isinstance(value, str) or value is None or isinstance(said, str):
        return bool(said == value)
    if said is None:
        return bool(math.isnan(float(value)))
    return math.isclose(float(said), float(value), rel_tol=1e-9, abs_tol=1e-9)


class range_of:  # noqa: N801 - reads as a fact
    """A fact of random draws: only its bounds can be recomputed."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def holds(self, said: Any) -> bool:
        slack = 1e-9 * max(1.0, abs(self.low), abs(self.high))
        return said is not None and self.low - slack <= float(said) <= self.high + slack

    def __repr__(self) -> str:
        return f"from {self.low} to {self.high}"
