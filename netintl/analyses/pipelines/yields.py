"""What part of the people goes on: complete their course, are hired, stay a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netintl.errors import UsageError
from netintl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.network.network import Network

RATES = ("completion", "hire", "retention")
_PERCENT = ("percent", "%")


@dataclass(frozen=True, slots=True)
class Yields:
    """What part of the people goes on: complete their course, are hired, stay a year.

    The three rates hold for every organization but those in ``own`` (rate, organization id).
    """

    completion: float = 1.0
    hire: float = 1.0
    retention: float = 1.0
    own: Mapping[tuple[str, str], float] | None = None

    def __post_init__(self) -> None:
        """Refuse a rate that is no share.

        Raises
        ------
        UsageError
            For a rate outside 0..1.
        """
        for name in RATES:
            if not 0 <= getattr(self, name) <= 1:
                raise UsageError(
                    _("A rate must lie between 0 and 1, not {value}.").format(
                        value=getattr(self, name)
                    ),
                    cure=_("Write 80 % as 0.8."),
                )

    def of(self, rate: str, organization: str) -> float:
        """Return a rate of one organization."""
        own = self.own or {}
        return float(own.get((rate, organization), getattr(self, rate)))

    @property
    def loses_nobody(self) -> bool:
        """Tell whether all who begin arrive and stay."""
        rates = [getattr(self, name) for name in RATES]
        return all(rate == 1 for rate in (*rates, *(self.own or {}).values()))


def stated_yields(network: Network, overall: Yields) -> Yields:
    """Take the rates that observations state for organizations, the newest of each.

    Metrics completion_rate, hire_rate and retention_rate, as percent or as a share.
    """
    table = network.tables["observations"]
    names = {f"{rate}_rate": rate for rate in RATES}
    rows = table[table["metric"].isin(names) & table["subject"].isin(network.ids)]
    own = {}
    for metric, subject, value, unit in (
        rows.sort_values("as_of", kind="stable")[["metric", "subject", "value", "unit"]]
    ).itertuples(index=False):
        share = float(value) / (100 if unit in _PERCENT else 1)
        if 0 <= share <= 1:
            own[names[metric], subject] = share
    return Yields(overall.completion, overall.hire, overall.retention, own)
