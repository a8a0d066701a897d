"""A claim: one fact that is said, with its scope and the rows it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.network.scopes import ScopeName


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says, as data; the sentence is made where it is printed.

    Attributes
    ----------
    code
        Which sentence, of `netintl.words.sentences`.
    facts
        Numbers, ids and codes, never text for people; several values as a tuple.
    scope
        Of which organizations and agreements it holds, of `netintl.network.scopes`.
    rows
        Ids of the agreements or organizations, or the findings, that it counts or names, where
        that is not all of its scope.

    Examples
    --------
    >>> Claim("memberships", {"count": 2}, scope="memberships", rows=("a1", "a2")).record()["rows"]
    ['a1', 'a2']
    """

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    scope: ScopeName = "view"
    rows: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """Return the claim as JSON holds it: numbers are numbers, what is unknown is null."""
        facts = {name: plain(value) for name, value in self.facts.items()}
        return {"code": self.code, "facts": facts, "scope": self.scope, "rows": list(self.rows)}


def plain(value: Any) -> Any:
    """Return a fact as JSON holds it: unknown is null, without limit is ``unlimited``."""
    if isinstance(value, (tuple, list)):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    number = value.item() if hasattr(value, "item") else value
    if isinstance(number, float):
        if number != number:  # noqa: PLR0124 - NaN is unequal to itself
            return None
        if number in (float("inf"), float("-inf")):
            return "unlimited"
        return int(number) if number.is_integer() else number
    return number
