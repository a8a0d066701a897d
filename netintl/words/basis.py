"""What a table or picture rests on, in one line: agreements, sources, day, view, fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netintl.analyses.claim import Claim
from netintl.network.scopes import scope_of
from netintl.words.claims import sentence

if TYPE_CHECKING:
    from netintl.network.network import Network


def basis_line(network: Network) -> str:
    """Say what a table of the network rests on: agreements, sources, day, view, fingerprint."""
    facts = {
        **_evidence(network),
        "cooperation": scope_of(network, "cooperation").agreement_count,
        "memberships": scope_of(network, "memberships").agreement_count,
        "view": dict(network.settings),
    }
    return sentence(Claim("basis", facts), network)


def footer(network: Network) -> str:
    """Say where the data are from and of what day."""
    return sentence(Claim("footer", _evidence(network)), network)


def _evidence(network: Network) -> dict[str, Any]:
    return {
        "agreements": scope_of(network, "view").agreement_count,
        "sources": source_count(network),
        "day": newest_day(network),
        "fingerprint": network.fingerprint,
    }


def source_count(network: Network) -> int:
    """Count the sources that the agreements of the view cite."""
    cited = network.values("agreements", "source")
    return len({name for code in np.flatnonzero(network.chosen) for name in cited[code]})


def newest_day(network: Network) -> str:
    """Return the day of the newest evidence of the view's agreements; empty without any."""
    days = network.evidence_days[network.chosen]
    known = days[~np.isnat(days)]
    return str(known.max()) if len(known) else ""
