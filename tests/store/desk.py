"""The tables of a network laid out for plain loops; nothing of netintl.store is used here."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

import netintl
from netintl.model.fields import majors as known_majors
from netintl.model.industries import crosswalks, section_of
from netintl.model.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Row = tuple[Any, ...]
MODES = ("school", "college", "enterprise")
THREE = ("school_college", "school_enterprise", "college_enterprise")
LAYERS = ("school_college", "school_enterprise", "college_enterprise", "support", "same_kind")


def cells(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def unknown_as_none(value: Any) -> Any:
    if value is None or (isinstance(value, float) and np.isnan(value)) or value == "":
        return None
    return value.item() if hasattr(value, "item") else value


class Desk:
    """The tables of a network as a planner would lay them out."""

    def __init__(self, network: netintl.Network) -> None:
        self.network = network
        self.organizations = {row["id"]: row for row in network.organizations.to_dict("records")}
        self.agreements = {row["id"]: row for row in network.agreements.to_dict("records")}

    @cached_property
    def links(self) -> dict[str, dict[str, dict[str, Any]]]:
        """Map each organization to its partners and what links them."""
        network, pairs = self.network, self.network.pairs
        found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        largest = self._largest_flows()
        for place in range(len(pairs)):
            codes = pairs.agreements_of(place)
            u, v = (str(network.ids[int(end[place])]) for end in (pairs.u, pairs.v))
            starts, ends = network.starts[codes], network.ends[codes]
            link = {
                "layer": LAYERS[pairs.layer[place]],
                "weight": float(pairs.weight[place]),
                "confidence": unknown_as_none(float(pairs.confidence[place])),
                "agreements": sorted(network.agreement_ids[codes].tolist()),
                "first": None if np.isnat(starts).all() else str(np.nanmin(starts)),
                "last": None if np.isnat(ends).any() else str(ends.max()),
                "persons": largest.get(frozenset((u, v))),
            }
            found[u][v] = found[v][u] = link
        return found

    def _largest_flows(self) -> dict[frozenset[str], int]:
        from netintl.network.persons import stated_flows

        flows, largest = stated_flows(self.network), {}
        for row in flows.to_dict("records"):
            ends = frozenset(
                str(self.network.ids[int(row[end])]) for end in ("from_code", "to_code")
            )
            largest[ends] = max(int(row["persons"]), largest.get(ends, 0))
        return largest

    @cached_property
    def attending(self) -> list[tuple[str, str]]:
        """Agreement and organization of each party."""
        rows = self.network.parties
        return sorted(set(zip(rows["agreement"], rows["organization"], strict=True)))

    @cached_property
    def parties(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for agreement, organization in self.attending:
            found[agreement].append(organization)
        return found

    @cached_property
    def agreements_with(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for agreement, organization in self.attending:
            found[organization].append(agreement)
        return found

    @cached_property
    def counted(self) -> dict[str, bool]:
        return dict(zip(self.network.agreement_ids, self.network.chosen.tolist(), strict=True))

    @cached_property
    def days(self) -> dict[str, dict[str, str | None]]:
        """First day, last day and newest evidence of each agreement."""
        columns = {
            "start": self.network.starts,
            "end": self.network.ends,
            "evidence": self.network.evidence_days,
        }
        told = {name: np.datetime_as_string(values) for name, values in columns.items()}
        return {
            name: {
                day: None if values[place] == "NaT" else str(values[place])
                for day, values in told.items()
            }
            for place, name in enumerate(self.network.agreement_ids)
        }

    @cached_property
    def degree(self) -> dict[str, int]:
        return {
            name: sum(link["layer"] != "same_kind" for link in self.links[name].values())
            for name in self.organizations
        }

    @cached_property
    def majors(self) -> dict[str, list[str]]:
        """What each organization teaches; an enterprise with stated industries by these alone."""
        found: dict[str, set[str]] = {
            name: set(cells(row["fields"])) for name, row in self.organizations.items()
        }
        membership = dict(
            zip(self.network.agreement_ids, self.network.is_membership.tolist(), strict=True)
        )
        for agreement, organization in self.attending:
            if self.counted[agreement] and not membership[agreement]:
                found[organization] |= set(cells(self.agreements[agreement]["fields"]))
        order = list(known_majors())
        return {
            name: [] if self.sections[name] else sorted(set(order) & fields, key=order.index)
            for name, fields in found.items()
        }

    @cached_property
    def sections(self) -> dict[str, list[str]]:
        return {
            name: sorted({section_of(code) for code in cells(row["industries"])})
            if row["kind"] == "enterprise"
            else []
            for name, row in self.organizations.items()
        }

    @cached_property
    def feeds(self) -> dict[str, list[str]]:
        """The sections that the majors of an organization lead to."""
        ways = crosswalks()["weighted"]
        return {
            name: sorted({s for m in fields for s, weight in ways.get(m, {}).items() if weight > 0})
            for name, fields in self.majors.items()
        }

    @cached_property
    def level(self) -> dict[str, int | None]:
        order = {code: place for place, code in enumerate(vocabulary("levels"))}
        return {name: order.get(row["level"]) for name, row in self.organizations.items()}

    @cached_property
    def findings(self) -> dict[str, list[dict[str, Any]]]:
        """The rows of the analyses that a push writes, with the agreements they rest on."""
        results = {
            "hubs": netintl.find_hubs(self.network),
            "gaps": netintl.find_gaps(self.network),
            "fragility": netintl.find_fragility(self.network),
            "pipelines": netintl.find_pipelines(self.network),
        }
        return {name: _with_citations(name, result) for name, result in results.items()}

    def kind(self, name: str) -> str:
        return str(self.organizations[name]["kind"])

    def country(self, name: str) -> str:
        return str(self.organizations[name]["country"])

    def name(self, identity: str, language: str) -> str:
        row = self.organizations[identity]
        return row[f"name_{language}"] or row["name_en"] or row["name_zh"] or identity

    def sources(self, agreements: Iterable[str]) -> list[str]:
        there = set(self.network.tables["sources"]["id"])
        return sorted({s for a in agreements for s in cells(self.agreements[a]["source"])} & there)


def _with_citations(analysis: str, result: netintl.Result) -> list[dict[str, Any]]:
    cited: dict[str, set[str]] = defaultdict(set)
    for row in result.reasons.to_dict("records"):
        cited[row["finding"]] |= set(row["agreements"])
    found = []
    for row in result.table.head(1_000).to_dict("records"):
        plain = {key: unknown_as_none(value) for key, value in row.items()}
        plain["finding"] = _finding(analysis, row)
        found.append({**plain, "cited": sorted(cited[plain["finding"]])})
    return found


def _finding(analysis: str, row: Mapping[str, Any]) -> str:
    if analysis == "gaps":
        return f"{row['country']}:{row['industry']}"
    if analysis == "pipelines":
        return f"{row['school']}>{row['college']}>{row['enterprise']}"
    return ">".join(part for part in (row["organization"], row.get("partner", "")) if part)


def down(value: float | None) -> float:
    """Order numbers from high to low and unknown ones last, to ten digits."""
    return float("inf") if value is None else -round(value * 1e10)
