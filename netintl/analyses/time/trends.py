"""Year by year: what began and ended, and how the network changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Reason, Result, make_result
from netintl.analyses.time.lifetimes import considered
from netintl.model.places import countries
from netintl.network.dates import as_days, first_day, months_before
from netintl.network.reach import agreement_hosts
from netintl.network.views import held_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netintl.network.network import Network

LAG_MONTHS = 18  # publication runs behind by about this much (domain practice)
_FEWEST = 3  # organizations from which a centralisation is defined


def find_trends(network: Network) -> Result:
    """Describe each year from the first date of an agreement to the newest evidence.

    What is dated is told apart: agreements that began, that were signed, that took place as
    events, and that are only reported by then. Ended counts those with a known end that has
    passed, also where they are over on the day of the view. The other figures are of the
    agreements that hold on 31 December (of the last year on the day of the view, or of the newest
    evidence), undated ones left out. Density and Freeman's degree centralisation are of the
    organizations that have a partner both that year and the year before, so that newcomers do not
    move them. Country and field diversity are effective numbers exp(H),
    H = −Σ p ln p, of host countries and majors, an agreement spread evenly over its own. E–I
    index: (external − internal) / (external + internal) links by region of the two ends. Years in
    which publication lags are marked: their decline may be none.

    Returns
    -------
    Result
        One row per year, oldest first.

    References
    ----------
    Freeman 1978, doi:10.1016/0378-8733(78)90021-7; Krackhardt and Stern 1988,
    doi:10.2307/2786835; Shannon 1948, as effective numbers by Hill 1973, doi:10.2307/1934352.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> len(find_trends(from_links([("S1", "C1")])).table)
    0
    """
    years = _years(network)
    rows = list(_rows(network, years))
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    reasons = _reasons(network)
    silent = _used(network) & network.is_over & ~_ended_by_now(network)
    claims = _peak(table)
    if silent.any():
        ids = tuple(network.agreement_ids[silent])
        claims.append(Claim("silent_ends", {"count": len(ids)}, rows=ids))
    lagging = table.loc[table["lagging"].astype(bool), "year"].tolist()
    if lagging:
        claims.append(Claim("lag", {"first": lagging[0], "last": lagging[-1]}))
    return make_result("trends", network, table, reasons=reasons, claims=claims)


_COLUMNS = (
    "year", "begun", "signed", "events", "reported", "ended", "active", "organizations_linked",
    "pairs", "density", "centralisation", "new_countries", "country_diversity", "field_diversity",
    "ei_index", "lagging",
)  # fmt: skip


def _used(network: Network) -> np.ndarray:
    """Mark the agreements of the view that have begun or are undated, ended ones too."""
    used = considered(network) & ~network.is_membership
    if network.reference_day is not None:
        used = used & ~(network.starts > np.datetime64(network.reference_day, "D"))
    return np.asarray(used, dtype=bool)


def _ended_by_now(network: Network) -> np.ndarray:
    """Mark the agreements whose stated end has passed, or may have in what is called ended."""
    day = np.datetime64(network.reference_day or "NaT", "D")
    earliest = as_days(network.agreements["end"].to_numpy(dtype=object), first_day)
    passed = np.where(network.is_over, earliest, network.ends) <= day
    return np.asarray(passed, dtype=bool)


def _sorted_out(network: Network) -> dict[str, np.ndarray]:
    """Mark the dated agreements by what their date is of; one that is not said is a start."""
    told = network.agreements["date_kind"].to_numpy(dtype=object)
    dated = _used(network) & ~np.isnat(network.starts)
    kinds = {"signed": "signed", "events": "event", "reported": "reported"}
    found = {name: dated & (told == kind) for name, kind in kinds.items()}
    return {"begun": dated & ~np.isin(told.astype(str), list(kinds.values())), **found}


def _years(network: Network) -> list[int]:
    """List the years from the first start to the day of the view, or the last that data tell of."""
    starts = network.starts[_used(network) & ~np.isnat(network.starts)]
    day = network.reference_day
    if not len(starts) or day is None:
        return []
    told = [days[~np.isnat(days)] for days in (starts, network.ends, network.evidence_days)]
    last = max(days.max().astype(object).year for days in told if len(days))
    return list(range(starts.min().astype(object).year, min(day.year, last) + 1))


def _peak(table: pd.DataFrame) -> list[Claim]:
    """Name the years in which most began, or were signed where no start is known, and so on."""
    for kind in ("begun", "signed", "events", "reported"):
        counts = table[kind]
        if len(counts) and counts.max() > 1:
            years = tuple(table.loc[counts == counts.max(), "year"].tolist())
            facts = {"count": int(counts.max()), "years": years, "total": int(counts.sum())}
            return [Claim(f"peak_{kind}", facts)]
    return []


def _rows(network: Network, years: list[int]) -> Iterator[dict[str, object]]:
    """Describe the years one after the other; each looks back on the one before."""
    whole = network.view(chosen=_used(network) | (network.chosen & network.is_membership))
    counted = {
        kind: _count_years(network.starts[mask]) for kind, mask in _sorted_out(network).items()
    }
    counted["ended"] = _count_years(network.ends[_used(network) & _ended_by_now(network)])
    hosts = agreement_hosts(whole).rename(columns={"country": "sign"})
    fields = _fields(network)
    day = network.reference_day
    late = months_before(day, LAG_MONTHS).year if day else 0
    seen: set[str] = set()
    before = np.zeros(len(network.ids), dtype=bool)
    for year in years:
        close = f"{year}-12-31" if day is None else min(f"{year}-12-31", str(day))
        view = held_on(whole, close, undated="exclude")
        active = view.chosen & ~view.is_membership
        graph = view.cooperation
        linked = graph.degree > 0
        here = set(hosts.loc[active[hosts["agreement"]], "sign"])
        density, centralisation = _comparable(view, linked & before)
        yield {
            "year": year,
            **{name: counts.get(year, 0) for name, counts in counted.items()},
            "active": int(active.sum()),
            "organizations_linked": int(linked.sum()),
            "pairs": len(graph.indices) // 2,
            "density": density,
            "centralisation": centralisation,
            "new_countries": len(here - seen),
            "country_diversity": _diversity(hosts, active),
            "field_diversity": _diversity(fields, active),
            "ei_index": _ei_index(view),
            "lagging": year >= late,
        }
        seen |= here
        before = linked


def _count_years(days: np.ndarray) -> dict[int, int]:
    years, counts = np.unique(days.astype("datetime64[Y]").astype(int) + 1970, return_counts=True)
    return dict(zip(years.tolist(), counts.tolist(), strict=True))


def _comparable(view: Network, stayed: np.ndarray) -> tuple[float, float]:
    """Return density and degree centralisation among the organizations of both years."""
    size = int(stayed.sum())
    if size < _FEWEST:
        return float("nan"), float("nan")
    graph = view.cooperation
    row = graph.tails
    inside = stayed[row] & stayed[graph.indices]
    degree = np.bincount(row[inside], minlength=len(stayed))[stayed]
    spread = float((degree.max() - degree).sum())
    return float(degree.sum() / (size * (size - 1))), spread / ((size - 1) * (size - 2))


def _fields(network: Network) -> pd.DataFrame:
    """List agreement and major, each once."""
    cells = network.values("agreements", "fields")
    listed = [(code, field) for code, fields in enumerate(cells) for field in fields]
    return pd.DataFrame(listed, columns=["agreement", "sign"])


def _diversity(signs: pd.DataFrame, active: np.ndarray) -> float:
    """Return the effective number of signs of the active agreements."""
    rows = signs[active[signs["agreement"].to_numpy(dtype=np.int64)]]
    if rows.empty:
        return float("nan")
    weight = 1 / rows.groupby("agreement")["sign"].transform("size")
    share = weight.groupby(rows["sign"]).sum().sort_index().to_numpy()
    share = share / share.sum()
    return float(np.exp(-(share * np.log(share)).sum()))


def _ei_index(view: Network) -> float:
    """Return (external − internal) / (external + internal) links by region."""
    places = countries()
    graph = view.cooperation
    region = np.array(
        [places[code].region if code in places else "" for code in view.countries], dtype=object
    )
    one, two = region[graph.tails], region[graph.indices]
    known = (one != "") & (two != "")
    if not known.any():
        return float("nan")
    external = float((one != two)[known].mean())
    return 2 * external - 1


def _reasons(network: Network) -> list[Reason]:
    """Cite the agreements dated in each year, by what their date is of."""
    found = []
    for kind, mask in _sorted_out(network).items():
        dated = np.flatnonzero(mask)
        years = network.starts[dated].astype("datetime64[Y]").astype(int) + 1970
        frame = pd.DataFrame({"year": years, "id": network.agreement_ids[dated]})
        found += [
            (str(year), kind, len(ids), tuple(sorted(ids)))
            for year, ids in frame.groupby("year", sort=True)["id"]
        ]
    return sorted(found, key=lambda reason: int(reason[0]))
