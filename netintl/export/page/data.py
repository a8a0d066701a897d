"""The data of the offline page: flat columns, references by place, reasons and gaps worked out.

The page filters, counts and draws; whatever needs an analysis comes from here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from netintl.analyses.gaps.demand import RUNGS
from netintl.analyses.structure.measures import leaders
from netintl.export.flattening import flat
from netintl.export.page import code_tables
from netintl.export.page.base_map import base_map
from netintl.export.page.code_tables import Places, listed
from netintl.export.page.highlights import cited_by, counts, highlights
from netintl.export.page.placing import place_organizations
from netintl.model.cells import parts_of
from netintl.model.framing import current_framing
from netintl.model.places import HOME
from netintl.model.source_copies import is_copy
from netintl.model.vocabularies import vocabulary
from netintl.network.national import narrowing

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from netintl.analyses.result import Result
    from netintl.network.network import Network

SCHEMA: Final = "netintl-page/1"
_ADDRESS: Final = re.compile(r"https?://\S+")
_STATES: Final = (
    "gap", "possible", "short", "covered", "zero", "unknown", "not_served", "not_assessable",
    "served",
)  # fmt: skip


class PageData:
    """Collects the tables of a page for one view."""

    def __init__(self, network: Network, gaps: Result) -> None:
        self._network, self._gaps = network, gaps
        self._leading = leaders(network)
        self._places = place_organizations(network)
        self._nodes = np.flatnonzero(network.members)
        self._counts = counts(network)
        self._node = Places(str(network.ids[code]) for code in self._nodes)
        self._field = Places(code_tables.field_table()["id"])
        self._kind = Places(vocabulary("kinds"))
        self._status = Places(vocabulary("statuses"))
        self._province = Places(code_tables.province_table()["id"])
        self._sources = network.tables["sources"]
        self._source = Places(self._sources["id"])
        self._demanded = set(gaps.table["country"])
        hosts = {str(network.countries[code]) for code in self._nodes}
        self._countries = code_tables.country_table(
            hosts | self._demanded, "" if current_framing().neutral else HOME
        )
        self._country = Places(self._countries["id"])
        self._links = list(self._pairs())
        self._rows_of: dict[str, list[int]] = {}
        for row, (agreement, _u, _v) in enumerate(self._links):
            name = str(network.agreement_ids[agreement])
            self._rows_of.setdefault(name, []).append(row)

    def _pairs(self) -> Iterable[tuple[int, int, int]]:
        """Yield agreement and ends of each link of the page, sorted by agreement and ends."""
        pairs = self._network.pairs
        found = [
            (code, int(pairs.u[place]), int(pairs.v[place]))
            for place in range(len(pairs))
            for code in pairs.agreements_of(place).tolist()
        ]
        return sorted(found)

    def tables(self) -> dict[str, Any]:
        """Return all tables of the page but its texts."""
        deals = self._deals()
        kinds, brands = sorted(set(deals["kind"])), sorted(set(deals["brand"]) - {""})
        return {
            "kind": code_tables.kind_table(),
            "status": code_tables.status_table(),
            "confidence": code_tables.confidence_table(),
            "field": code_tables.field_table(),
            "region": code_tables.region_table(),
            "province": code_tables.province_table(),
            "link_kind": code_tables.word_table(
                kinds, code_tables.vocabulary_words("agreement_kinds")
            ),
            "brand": code_tables.word_table(brands, code_tables.vocabulary_words("brands")),
            "country": self._countries,
            "node": self._node_columns(),
            "node_field": listed(_placed(self._field, self._organizations()["fields"])),
            "node_source": listed(_placed(self._source, self._organizations()["source"])),
            "agreement": self._agreement_columns(deals, kinds, brands),
            "agreement_field": listed(_placed(self._field, deals["fields"])),
            "agreement_source": listed(_placed(self._source, deals["source"])),
            "link": self._link_columns(),
            "source": self._source_columns(),
            "reason": self._reason_columns(),
            **self._gap_tables(),
            "map": base_map(),
            "box": self._boxes(),
        }

    def _organizations(self) -> pd.DataFrame:
        return self._network.organizations.iloc[self._nodes]

    def _deals(self) -> pd.DataFrame:
        """Return the agreements that links stand for."""
        return self._network.agreements.iloc[sorted({code for code, _u, _v in self._links})]

    def _node_columns(self) -> dict[str, Any]:
        rows, places = self._organizations(), self._places
        degree = self._network.cooperation.degree
        table = self._leading
        between = dict(zip(table["organization"], table["share"], strict=True))
        return {
            "id": self._node.codes,
            "zh": _texts(rows["name_zh"]),
            "en": _texts(rows["name_en"]),
            "kind": [self._kind.of(kind) for kind in rows["kind"]],
            "country": [self._country.of(code) for code in rows["country"]],
            "province": [self._province.of(code) for code in rows["province"]],
            "place": _texts(rows["city"]),
            "x": np.round(places.x[self._nodes], 1).tolist(),
            "y": np.round(places.y[self._nodes], 1).tolist(),
            "partners": degree[self._nodes].tolist(),
            **self._counts,
            "between": [round(between.get(name, 0.0), 5) for name in self._node.codes],
        }

    def _agreement_columns(
        self, rows: pd.DataFrame, kinds: list[str], brands: list[str]
    ) -> dict[str, Any]:
        kind, brand = Places(kinds), Places(brands)
        confidence = self._network.agreement_confidence[rows.index.to_numpy()]
        return {
            "id": rows["id"].tolist(),
            "kind": [kind.of(code) for code in rows["kind"]],
            "status": [self._status.of(code or "unknown") for code in rows["status"]],
            "start": rows["start"].tolist(),
            "end": rows["end"].tolist(),
            "confidence": [code_tables.confidence_place(value) for value in confidence.tolist()],
            "brand": [brand.of(code) for code in rows["brand"]],
            "title": _texts(rows["title"]),
            "programme": _texts(rows["programme"]),
            "note": _texts(rows["note"]),
        }

    def _link_columns(self) -> dict[str, list[int]]:
        """Return the pairs: an agreement with several parties has several."""
        deal = Places(str(name) for name in self._deals()["id"])
        ids, names = self._network.ids, self._network.agreement_ids
        return {
            "agreement": [deal.of(str(names[code])) for code, _u, _v in self._links],
            "a": [self._node.of(str(ids[u])) for _code, u, _v in self._links],
            "b": [self._node.of(str(ids[v])) for _code, _u, v in self._links],
        }

    def _source_columns(self) -> dict[str, Any]:
        rows = self._sources
        plain = [
            int(is_copy(kind) or not _ADDRESS.fullmatch(url))
            for url, kind in zip(rows["url"], rows["kind"], strict=True)
        ]
        return {"id": self._source.codes, "url": _texts(rows["url"]),
                "title": _texts(rows["title"]), "plain": plain}  # fmt: skip

    def _reason_columns(self) -> dict[str, Any]:
        """Say why an organization is worth a look; each reason names its links."""
        found = sorted(
            (self._node.of(row.organization), row.code, row.figure, self._rows(row.agreements))
            for row in highlights(self._network, self._counts, {"hubs": self._leading})
        )
        return {
            "node": [node for node, *_rest in found],
            "code": [code for _node, code, *_rest in found],
            "value": [value for *_rest, value, _rows in found],
            "link": listed(rows for *_rest, rows in found),
        }

    def _rows(self, agreements: Iterable[str]) -> list[int]:
        return sorted(row for name in agreements for row in self._rows_of.get(name, ()))

    def _gap_tables(self) -> dict[str, Any]:
        """Return demand and supply of every country and industry, each with a state."""
        table = self._gaps.table
        industries = sorted(set(table["industry"]))
        industry = Places(industries)
        supply = cited_by(self._gaps)
        known = {
            (row["country"], row["industry"]): row
            for row in table.to_dict("records")
        }  # fmt: skip
        columns: dict[str, list[Any]] = {
            name: []
            for name in (
                "country",
                "industry",
                "state",
                "demand",
                "years",
                "supply",
                "national",
                "stable",
            )
        }
        links, sources = [], []
        for code in self._hosts():
            for name in industries:
                row = known.get((code, name))
                columns["country"].append(self._country.of(code))
                columns["industry"].append(industry.of(name))
                columns["state"].append(_STATES.index(self._state(code, row)))
                columns["demand"].append(_number(row["demand"]) if row else 0)
                columns["supply"].append(_number(row["supply"]) if row else 0)
                columns["national"].append(_number(row["national_supply"]) if row else 0)
                columns["years"].append(row["years"].replace("/", "–") if row else "")
                columns["stable"].append(int(bool(row and row["stable"])))
                links.append(self._rows(supply.get(f"{code}:{name}", set())))
                sources.append(self._cited_sources(row))
        return {
            "industry": code_tables.industry_table(industries),
            "gap": {
                **columns,
                "measure": str(self._gaps.settings.get("demand", RUNGS[0])),
                "narrowed": int(bool(narrowing(self._network.settings))),
            },
            "gap_link": listed(links),
            "gap_source": listed(sources),
        }

    def _hosts(self) -> list[str]:
        """Return the countries of the table: those with demand, and those with agreements."""
        there = {
            str(self._network.countries[end])
            for _code, u, v in self._links
            for end in (u, v)
        }  # fmt: skip
        return sorted(
            code for code in self._demanded | there if code != HOME and self._country.of(code) >= 0
        )

    def _state(self, country: str, row: dict[Any, Any] | None) -> str:
        if country not in self._demanded:
            return "unknown"
        if row is None or not row["demand"]:
            return "zero"
        return str(row["verdict"]) if row["verdict"] in _STATES else "unknown"

    def _cited_sources(self, row: dict[Any, Any] | None) -> list[int]:
        if row is None:
            return []
        places = (self._source.of(name) for name in row["sources"])
        return sorted({place for place in places if place >= 0})

    def _boxes(self) -> list[dict[str, Any]]:
        return [
            {
                "x": 0,
                "y": round(row.top, 1),
                "n": row.components,
                "organizations": row.organizations,
                "linked": int(row.linked),
            }
            for row in self._places.rows
        ]


def _placed(places: Places, cells: Iterable[str]) -> list[list[int]]:
    """Return the places of what each cell names, as far as they are known."""
    found = (map(places.of, parts_of(cell)) for cell in cells)
    return [sorted(place for place in row if place >= 0) for row in found]


def _number(value: float) -> float | int:
    rounded = round(float(value), 4)
    return int(rounded) if rounded.is_integer() else rounded


def _texts(column: pd.Series) -> list[str]:
    return [str(flat(cell) or "") for cell in column]
