"""Dated and filtered views: they share the arrays of the network they are taken from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from netintl.network.dates import EVIDENCE_MONTHS, as_days, first_day, last_day, months_before
from netintl.network.entities import founded, on_day

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from netintl.network.network import Network

Undated = Literal["include", "exclude"]


def as_of(network: Network, day: str, *, undated: Undated = "include") -> Network:
    """Keep the agreements that hold on a day: started, and not ended; by who was who on that day.

    An agreement its source calls ended, without saying when or with the end of a plan, counts as
    ended from its newest evidence on. Undated agreements are kept unless ``undated="exclude"``.
    Before a merger its organizations stand apart, before a rename they have the former name.
    """
    return held_on(on_day(network, str(last_day(day))), day, undated=undated)


def held_on(network: Network, day: str, *, undated: Undated = "include") -> Network:
    """Keep the agreements that hold on a day, by who is who in the network as it is."""
    moment = np.datetime64(last_day(day), "D")
    undated_mask = np.isnat(network.starts)
    started = (network.starts <= moment) | (undated_mask & (undated == "include"))
    over = network.over_by(moment)
    present = _attending(network, moment, moment)
    view = _narrowed(network, started & ~over, present, as_of=day, undated=undated)
    return _founded(view, str(moment))


def between(network: Network, since: str, until: str, *, undated: Undated = "include") -> Network:
    """Keep the agreements that hold at some time in the half-open interval [since, until).

    Who is who is asked of its last day.
    """
    network = on_day(network, last_day_before(until))
    return held_between(network, since, until, undated=undated)


def last_day_before(until: str) -> str:
    """Return the last day of an interval that ends before a date.

    Examples
    --------
    >>> last_day_before("2024")
    '2023-12-31'
    """
    return str(np.datetime64(first_day(until), "D") - 1)


def held_between(
    network: Network, since: str, until: str, *, undated: Undated = "include"
) -> Network:
    """Keep what holds at some time of an interval, by who is who in the network as it is."""
    low, high = np.datetime64(first_day(since), "D"), np.datetime64(first_day(until), "D")
    undated_mask = np.isnat(network.starts)
    started = (network.starts < high) | (undated_mask & (undated == "include"))
    over = network.over_by(low)
    present = _attending(network, low, high - 1)
    settings = {"since": since, "until": until, "undated": undated}
    return _founded(_narrowed(network, started & ~over, present, **settings), str(high - 1))


def select(  # noqa: PLR0913 - one parameter per filter
    network: Network,
    *,
    kinds: Collection[str] = (),
    countries: Collection[str] = (),
    provinces: Collection[str] = (),
    organizations: Collection[str] = (),
    fields: Collection[str] = (),
    brands: Collection[str] = (),
    status: Collection[str] = (),
    min_confidence: float | None = None,
) -> Network:
    """Keep the agreements that meet every condition given.

    ``kinds``, ``countries``, ``provinces`` and ``organizations`` (ids) ask for at least one party
    of that kind, country, province or name; ``fields`` and ``brands`` for one of those values;
    ``status`` for one of those statuses, which brings in proposals and mere memoranda of that
    status; one that is not stated is unknown. An unknown confidence never reaches
    ``min_confidence``.
    """
    mask = np.ones(len(network.chosen), dtype=bool)
    base = network
    if status:
        stated = network.agreements["status"].replace("", "unknown")
        wanted = stated.isin(list(status)).to_numpy(dtype=bool)
        base = network.view(chosen=wanted)
    province = network.organizations["province"].to_numpy(dtype=object)
    asked_of_parties = (
        (kinds, network.kinds),
        (countries, network.countries),
        (provinces, province),
        (organizations, network.ids),
    )
    for wanted_values, column in asked_of_parties:
        if wanted_values:
            party = np.isin(column.astype(str), list(wanted_values))[network.party_organization]
            touched = np.zeros(len(mask), dtype=bool)
            touched[network.party_agreement[party]] = True
            mask &= touched
    if fields:
        named = network.values("agreements", "fields")
        mask &= np.array([not set(fields).isdisjoint(codes) for codes in named], dtype=bool)
    if brands:
        mask &= network.agreements["brand"].isin(list(brands)).to_numpy(dtype=bool)
    if min_confidence is not None:
        mask &= network.agreement_confidence >= min_confidence
    filters = {
        "kinds": sorted(kinds),
        "countries": sorted(countries),
        "provinces": sorted(provinces),
        "organizations": sorted(organizations),
        "fields": sorted(fields),
        "brands": sorted(brands),
        "status": sorted(status),
        "min_confidence": min_confidence,
    }
    settings = {name: value for name, value in filters.items() if value}
    return _narrowed(base, mask, network.attending, **settings)


def around(network: Network, organization: str, steps: int) -> Network:
    """Keep the organizations at most so many links away from one, and what joins them.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> chain = from_links([("S1", "C1"), ("C1", "E1"), ("E1", "S2")])
    >>> len(around(chain, "S1", 2))
    3
    """
    graph, start = network.cooperation, network.code_of[organization]
    near = np.zeros(len(network.ids), dtype=bool)
    near[start] = True
    for _step in range(steps):
        near[graph.indices[near[graph.tails]]] = True
    return network.view(
        chosen=network.chosen, members=network.members & near, filtered=network.filtered,
        focus=organization, steps=steps,
    )  # fmt: skip


def newest_evidence_day(network: Network) -> date | None:
    """Return the newest day on which any agreement is attested, if there is one."""
    known = network.evidence_days[~np.isnat(network.evidence_days)]
    newest: date | None = known.max().astype(object) if len(known) else None
    return newest


def running(network: Network) -> np.ndarray:
    """Tell which agreements are active on the reference day; none where there is no such day."""
    day = network.reference_day
    if day is None:
        return np.zeros(len(network.chosen), dtype=bool)
    return holds_with_evidence(network, day)


def holds_with_evidence(network: Network, day: date) -> np.ndarray:
    """Tell which agreements are active on a day: they hold, and have evidence of 24 months.

    Those that hold without such evidence are stale.
    """
    holding = held_on(network, day.isoformat()).chosen
    fresh = network.evidence_days >= np.datetime64(months_before(day, EVIDENCE_MONTHS), "D")
    return np.asarray(holding & fresh, dtype=bool)


class Standing(NamedTuple):
    """Masks over agreements of what is known of them on the reference day; they never overlap.

    ``running``: held, with evidence of the last 24 months. ``silent``: held, with older evidence.
    ``unattested``: held, without dated evidence. ``over``: has ended, or passed its end.
    """

    running: np.ndarray
    silent: np.ndarray
    unattested: np.ndarray
    over: np.ndarray


def standing(network: Network) -> Standing:
    """Tell how the agreements that the filters take, and that have begun, stand on the day.

    Where no day is known, no agreement is known to run.
    """
    held = network.chosen & ~network.is_over
    live = running(network) & held
    dated = ~np.isnat(network.evidence_days)
    over = network.filtered & network.is_over
    if network.reference_day is not None:
        held = held & ~(network.starts > np.datetime64(network.reference_day, "D"))
        over = over & ~(network.starts > np.datetime64(network.reference_day, "D"))
    return Standing(live, held & ~live & dated, held & ~dated, over)


def begun_around(network: Network, day: str) -> tuple[np.ndarray, np.ndarray]:
    """Mark the agreements that began before a day, and since: as far as their dates tell.

    A date of a year alone that takes in the day is neither; a reported date says that the
    agreement began by then, which is before the day or unknown.
    """
    moment = np.datetime64(day, "D")
    latest = as_days(network.agreements["start"].to_numpy(dtype=object), last_day)
    reported = (network.agreements["date_kind"] == "reported").to_numpy(dtype=bool)
    return latest < moment, (network.starts >= moment) & ~reported


def _attending(network: Network, first: np.datetime64, last: np.datetime64) -> np.ndarray:
    """Mark the party rows that belong to their agreement on one of the days first to last."""
    joined = as_days(network.parties["since"].to_numpy(dtype=object), first_day)
    left = as_days(network.parties["until"].to_numpy(dtype=object), last_day)
    present = (np.isnat(joined) | (joined <= last)) & ~(left <= first)
    return np.asarray(present & network.attending, dtype=bool)


def _founded(view: Network, day: str) -> Network:
    """Leave out who is not there yet on a day, where the data tell of such."""
    if not view.identity.origin:
        return view
    return view.view(chosen=view.chosen, members=founded(view, day), filtered=view.filtered)


def _narrowed(
    network: Network, mask: np.ndarray, attending: np.ndarray, **settings: object
) -> Network:
    """Choose fewer agreements; organizations stay when they are a party, or nothing was cut."""
    chosen = network.chosen & mask
    members = network.members
    dated = "as_of" in settings or "since" in settings
    if not dated and not mask[network.chosen].all():
        members = np.zeros(len(network.members), dtype=bool)
        members[network.party_organization[chosen[network.party_agreement]]] = True
        members &= network.members
    filtered = network.filtered if dated else network.filtered & mask
    return network.view(
        chosen=chosen, members=members, attending=attending, filtered=filtered, **settings
    )
