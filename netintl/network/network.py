"""The Network: organizations and agreements under integer codes, and dated views of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netintl.kernels import symmetric_csr
from netintl.model.cells import parts_of
from netintl.model.self_description import SelfDescription
from netintl.model.vocabularies import vocabulary
from netintl.network.dates import as_days, first_day, last_day
from netintl.network.evidence import ENDED, newest_evidence
from netintl.network.fingerprint import fingerprint_of
from netintl.network.layers import CROSS_KIND, LAYERS, PairRule, Pairs, build_pairs
from netintl.network.ordering import coded, ordered_tables
from netintl.network.simple_graph import Graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from netintl.i18n import Language

_OWN = ("organizations", "agreements", "parties")
NOT_YET = ("proposed",)
NO_COOPERATION = ("mou_only",)
# What is worked out of the tables alone, so that a view need not do it again.
_OF_ALL_VIEWS = (
    "ids", "kinds", "countries", "party_role", "agreement_ids", "code_of", "_values", "_names",
    "is_membership", "agreement_confidence", "starts", "ends", "evidence_days",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who is who in a network, where that hangs on the day or on the level of counting.

    Attributes
    ----------
    origin
        The tables in which mergers are not carried out yet; empty where nothing hangs on the day.
    day
        The day whose organizations these are, as YYYY-MM-DD.
    became
        For ids that are no organizations here: the one that they are part of.
    parts
        For the members of the view that are counted under another: which.
    inside
        Mask of the agreements whose parties are all parts of one organization.
    """

    origin: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    day: str = ""
    became: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    inside: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=bool))


@dataclass(frozen=True, eq=False)
class Network:
    """An immutable cooperation network.

    Organizations and agreements have integer codes in sorted id order. A view shares all arrays
    and differs by the masks ``chosen`` (agreements), ``members`` (organizations) and
    ``attending`` (party rows).

    Attributes
    ----------
    organizations, agreements
        Frames of text cells sorted by id; row position is the code.
    parties
        The party rows, sorted by agreement, organization and role.
    party_agreement, party_organization
        Codes of agreement and organization of each party row.
    tables
        The other tables: flows, capacities, indicators, observations, sources, successions.
    settings
        How this view was made; printed with every result.
    identity
        Who is who, where that hangs on the day or on the level of counting.
    described
        What the package says of itself: title, labels, policy.
    """

    organizations: pd.DataFrame
    agreements: pd.DataFrame
    parties: pd.DataFrame
    party_agreement: np.ndarray
    party_organization: np.ndarray
    tables: Mapping[str, pd.DataFrame]
    chosen: np.ndarray
    members: np.ndarray
    attending: np.ndarray
    filtered: np.ndarray
    pair_rule: PairRule = "even"
    settings: Mapping[str, Any] = field(default_factory=dict)
    identity: Identity = field(default_factory=Identity)
    described: SelfDescription = field(default_factory=SelfDescription)

    @classmethod
    def from_tables(
        cls,
        frames: Mapping[str, pd.DataFrame],
        *,
        pair_rule: PairRule = "even",
        described: SelfDescription | None = None,
    ) -> Network:
        """Build the network of checked tables with settled ids.

        Mere memoranda and proposals are loaded but not chosen; ``select(status=...)`` brings them
        in.

        Examples
        --------
        >>> from netintl.network.doors import from_links
        >>> network = from_links([("S1", "C1"), ("C1", "E1")])
        >>> network.organizations["id"].tolist(), len(network.pairs)
        (['C1', 'E1', 'S1'], 2)
        """
        ordered = ordered_tables(frames)
        organizations, agreements = ordered.pop("organizations"), ordered.pop("agreements")
        parties, agreement, organization = coded(ordered.pop("parties"), agreements, organizations)
        idle = agreements["kind"].isin(NO_COOPERATION) | agreements["status"].isin(NOT_YET)
        usable = ~idle.to_numpy(dtype=bool)
        return cls(
            organizations=organizations,
            agreements=agreements,
            parties=parties,
            party_agreement=agreement,
            party_organization=organization,
            tables=MappingProxyType(ordered),
            chosen=usable,
            members=np.ones(len(organizations), dtype=bool),
            attending=np.ones(len(parties), dtype=bool),
            filtered=usable,
            pair_rule=pair_rule,
            settings=MappingProxyType({"pair_rule": pair_rule}),
            described=described or SelfDescription(),
        )

    def __len__(self) -> int:
        return int(self.members.sum())

    @cached_property
    def ids(self) -> np.ndarray:
        """Organization ids by code."""
        return self.organizations["id"].to_numpy(dtype=object)

    @cached_property
    def kinds(self) -> np.ndarray:
        """Organization kinds by code."""
        return self.organizations["kind"].to_numpy(dtype=object)

    @cached_property
    def countries(self) -> np.ndarray:
        """Countries (ISO alpha-3, empty when unknown) by code."""
        return self.organizations["country"].to_numpy(dtype=object)

    @cached_property
    def party_role(self) -> np.ndarray:
        """Role of each party row."""
        return self.parties["role"].to_numpy(dtype=object)

    @cached_property
    def agreement_ids(self) -> np.ndarray:
        """Agreement ids by code."""
        return self.agreements["id"].to_numpy(dtype=object)

    @cached_property
    def code_of(self) -> Mapping[str, int]:
        """Organization codes by id."""
        return {name: code for code, name in enumerate(self.ids)}

    def values(self, table: str, column: str) -> tuple[tuple[str, ...], ...]:
        """Return the values of a column whose cells hold several, row by row.

        Examples
        --------
        >>> from netintl.network.doors import from_links
        >>> from_links([("S1", "C1")]).values("agreements", "fields")
        ((),)
        """
        known = self._values
        if (table, column) not in known:
            frame = getattr(self, table) if table in _OWN else self.tables[table]
            known[table, column] = tuple(parts_of(cell) for cell in frame[column])
        return known[table, column]

    @cached_property
    def _values(self) -> dict[tuple[str, str], tuple[tuple[str, ...], ...]]:
        return {}

    def name(self, code: int, language: Language) -> str:
        """Return an organization's name in a language, in the other one, or its id."""
        zh, en = self._names
        first, second = (zh, en) if language == "zh" else (en, zh)
        return str(first[code] or second[code] or self.ids[code])

    @cached_property
    def _names(self) -> tuple[np.ndarray, np.ndarray]:
        columns = ("name_zh", "name_en")
        zh, en = (self.organizations[name].to_numpy(dtype=object) for name in columns)
        return zh, en

    @cached_property
    def is_membership(self) -> np.ndarray:
        """Mask of the agreements that are alliance memberships: they stay two-mode."""
        mask = (self.agreements["kind"] == "alliance_membership").to_numpy(dtype=bool).copy()
        mask[self.party_agreement[self.party_role == "member"]] = True
        return mask

    @cached_property
    def agreement_confidence(self) -> np.ndarray:
        """Confidence of each agreement: stated, else that of its best kind of source, else NaN."""
        stated = pd.to_numeric(self.agreements["confidence"], errors="coerce").to_numpy(float)
        sources = self.tables["sources"]
        if sources.empty or not (sources["kind"] != "").any():
            return stated
        grades = {
            code: float(t.extra["confidence"]) for code, t in vocabulary("source_kinds").items()
        }
        by_source = dict(zip(sources["id"], sources["kind"].map(grades), strict=True))
        best = [
            max((by_source.get(name, np.nan) for name in names), default=np.nan)
            for names in self.values("agreements", "source")
        ]
        return np.where(np.isnan(stated), np.array(best, dtype=float), stated)

    @cached_property
    def reference_day(self) -> date | None:
        """The day of the view, else that of the newest evidence, if there is any."""
        as_of = self.settings.get("as_of")
        if as_of:
            return last_day(as_of)
        known = self.evidence_days[~np.isnat(self.evidence_days)]
        newest: date | None = known.max().astype(object) if len(known) else None
        return newest

    @cached_property
    def is_over(self) -> np.ndarray:
        """Mask of the agreements that have ended, or passed their end, by the reference day.

        What a source calls ended is over, unless the view asks how it stood on an earlier day.
        """
        day = np.datetime64(self.reference_day or "NaT", "D")
        if self.settings.get("as_of"):
            return self.over_by(day)
        called = self.agreements["status"].isin(ENDED).to_numpy(dtype=bool)
        return np.asarray(called | (self.ends <= day), dtype=bool)

    def over_by(self, day: np.datetime64) -> np.ndarray:
        """Mark the agreements that have ended, or passed their end, by a day.

        One that its source calls ended without saying when, or with the end of a plan, is over from
        its newest evidence on.
        """
        called = self.agreements["status"].isin(ENDED).to_numpy(dtype=bool)
        ends = as_days(self.agreements["end"].to_numpy(dtype=object), first_day)
        unsaid = np.isnat(ends) | (ends > self.evidence_days)
        told = called & unsaid & ~(self.evidence_days > day)
        return np.asarray((self.ends <= day) | told, dtype=bool)

    @cached_property
    def current(self) -> np.ndarray:
        """Mask of the agreements that links rest on: chosen, and not over.

        A view of a period, or one that asks for an ended status, wants what held then or has
        ended: there, all that are chosen.
        """
        asked = not set(ENDED).isdisjoint(self.settings.get("status", ()))
        past = asked or bool({"since", "until"} & set(self.settings))
        return self.chosen if past else self.chosen & ~self.is_over

    @cached_property
    def pairs(self) -> Pairs:
        """Pairs of the view, layer by layer, of agreements not over; memberships not expanded."""
        agreement, party, lead = self.parties_in(self.linking_rows)
        known = self.kinds, self.agreement_confidence
        return build_pairs(agreement, party, *known, self.pair_rule, lead)

    @cached_property
    def layers(self) -> tuple[str, ...]:
        """Layers analyses use: the cross-kind ones, or same-kind where nothing else exists."""
        present = {LAYERS[code] for code in np.unique(self.pairs.layer)}
        crossing = tuple(name for name in CROSS_KIND if name in present)
        return crossing or tuple(name for name in LAYERS if name in present)

    def graph(self, layers: Iterable[str] | None = None) -> Graph:
        """Join layers into one simple graph; the kinds of its ends give a pair one layer only."""
        wanted = [LAYERS.index(name) for name in (self.layers if layers is None else layers)]
        rows = np.flatnonzero(np.isin(self.pairs.layer, wanted))
        indptr, indices, pair = symmetric_csr(
            self.pairs.u[rows], self.pairs.v[rows], rows.astype(float), len(self.ids)
        )
        pair = pair.astype(np.int64)
        return Graph(indptr, indices, self.pairs.weight[pair], pair)

    def agreements_between(self, graph: Graph, code: int) -> list[str]:
        """Return the sorted ids of the agreements behind all pairs of one organization."""
        arcs = graph.pair[graph.indptr[code] : graph.indptr[code + 1]]
        codes = {int(a) for place in arcs for a in self.pairs.agreements_of(int(place))}
        return sorted(self.agreement_ids[code] for code in codes)

    @cached_property
    def cooperation(self) -> Graph:
        """The simple graph of the default layers."""
        return self.graph()

    @cached_property
    def starts(self) -> np.ndarray:
        """First day each agreement can have started; NaT when undated."""
        return as_days(self.agreements["start"].to_numpy(dtype=object), first_day)

    @cached_property
    def ends(self) -> np.ndarray:
        """Last day each agreement can have ended; NaT means still."""
        return as_days(self.agreements["end"].to_numpy(dtype=object), last_day)

    @cached_property
    def evidence_days(self) -> np.ndarray:
        """Day of the newest evidence of each agreement: its source, its start, its flows."""
        cited, tables = self.values("agreements", "source"), self.tables
        return newest_evidence(self.agreements, cited, tables["sources"], tables["flows"])

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the canonical content of the view, independent of the order of rows."""
        frames = {
            "organizations": self.organizations[self.members],
            "agreements": self.agreements[self.chosen],
            "parties": self.parties[self.party_rows],
            **self.tables,
        }
        return fingerprint_of(frames, pair_rule=self.pair_rule)

    @property
    def party_rows(self) -> np.ndarray:
        """Mask of the party rows of the view: attending, in a chosen agreement."""
        return np.asarray(self.chosen[self.party_agreement] & self.attending, dtype=bool)

    @property
    def linking_rows(self) -> np.ndarray:
        """Mask of the party rows that links rest on: of current agreements, memberships aside."""
        row = (self.current & ~self.is_membership)[self.party_agreement]
        return np.asarray(row & self.members[self.party_organization] & self.attending, dtype=bool)

    def parties_in(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return agreement and organization of some party rows, each once, and if it leads."""
        width = max(len(self.ids), 1)
        key = self.party_agreement[rows] * width + self.party_organization[rows]
        once = np.unique(key)
        return once // width, once % width, np.isin(once, key[self.party_role[rows] == "lead"])

    def view(
        self,
        *,
        chosen: np.ndarray,
        members: np.ndarray | None = None,
        attending: np.ndarray | None = None,
        filtered: np.ndarray | None = None,
        **settings: Any,
    ) -> Network:
        """Return a view with other masks; what made it is added to the settings.

        Unless said, ``filtered`` is what is chosen.
        """
        made = replace(
            self,
            chosen=chosen,
            members=self.members if members is None else members,
            attending=self.attending if attending is None else attending,
            filtered=chosen if filtered is None else filtered,
            settings=MappingProxyType({**self.settings, **settings}),
        )
        shared = {name: self.__dict__[name] for name in _OF_ALL_VIEWS if name in self.__dict__}
        made.__dict__.update(shared)
        return made
