"""What successions tell of one organization: former names, mergers, splits, its closure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netintl.analyses.claim import Claim
from netintl.identity.successions import first_day
from netintl.model.successions import LASTING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.network.network import Network

_AS_SUCCESSOR: Final = {
    **dict.fromkeys(LASTING, "former_name"),
    "merge": "part_joined",
    "split": "split_from",
}
_AS_PREDECESSOR: Final = {"merge": "part_of", "split": "split_off", "closure": "closed_from"}


def lineage_claims(network: Network, organization: str) -> list[Claim]:
    """Tell former names of an organization, what joined it or left it, and its closure, by day.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> lineage_claims(from_links([("S1", "C1")]), "S1")
    []
    """
    rows = network.tables["successions"]
    there = rows["before"].eq(organization) | rows["after"].eq(organization)
    told = [
        _claim(network, organization, {str(name): str(cell) for name, cell in row.items()})
        for row in rows[there].fillna("").to_dict("records")
    ]
    found = [claim for claim in told if claim is not None]
    return sorted(found, key=lambda claim: (first_day(claim.facts["day"]), claim.code))


def _claim(network: Network, organization: str, row: Mapping[str, str]) -> Claim | None:
    facts: dict[str, Any] = {"id": organization, "day": row.get("date", "")}
    called = (row.get("name_zh", ""), row.get("name_en", ""))
    if row["after"] == organization:
        code = _AS_SUCCESSOR.get(row["kind"], "")
        facts["called"] = called if any(called) else (row["before"], row["before"])
    else:
        code = _AS_PREDECESSOR.get(row["kind"], "")
        facts["other"] = row["after"]
    if code == "former_name" and _has_still(network, organization, called):
        code = "name_until"
    return Claim(code, facts, "known", (organization,)) if code else None


def _has_still(network: Network, organization: str, called: tuple[str, str]) -> bool:
    """Tell whether the view is of a day on which a former name is the name."""
    body = network.organizations.iloc[network.code_of[organization]]
    now = (body["name_zh"], body["name_en"])
    pairs = [(old, new) for old, new in zip(called, now, strict=True) if old]
    return bool(pairs) and all(old == new for old, new in pairs)
