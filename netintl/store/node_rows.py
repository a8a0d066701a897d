"""The nodes of a network: places, fields, brands, sources, organizations, agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netintl.analyses.matches.candidates import (
    NO_LEVEL,
    crosswalk_matrix,
    field_codes,
    organization_traits,
    section_codes,
)
from netintl.model.cells import parts_of
from netintl.model.fields import majors
from netintl.model.places import countries, provinces
from netintl.model.vocabularies import vocabulary
from netintl.network.additions import speaking_of
from netintl.store.elements import NodeRow, Nodes, kind_label, known, records

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from netintl.network.network import Network

# Columns that become lists or numbers; the others are text as it stands.
_PARSED = ("aliases", "industries", "fields", "lat", "lon", "confidence")


def node_tables(network: Network) -> Iterator[Nodes]:
    """Yield the nodes of a network, label by label."""
    yield Nodes("Country", _places(network, "country", countries()))
    yield Nodes("Province", _places(network, "province", provinces()))
    yield Nodes("Field", _fields())
    yield Nodes("Brand", _brands(network))
    yield Nodes("Source", _rows(network.tables["sources"]))
    yield Nodes("Organization", _organizations(network))
    yield Nodes("Agreement", _agreements(network))
    yield Nodes("Indicator", _indicators(network.tables["indicators"]))


def indicator_id(country: str, industry: str, measure: str, year: str, source: str) -> str:
    """Name an indicator by what it measures and by whom."""
    return f"{country}/{industry}/{measure}/{year}/{source}"


def _places(network: Network, column: str, reference: Any) -> Iterator[NodeRow]:
    """Yield the countries or provinces that occur; one we do not know has its code alone."""
    codes = set(network.organizations[column]) - {""}
    if column == "country":
        codes |= set(network.tables["indicators"]["country"]) - {""}
    for code in sorted(codes):
        place = reference.get(code)
        named = {} if place is None else known(name_en=place.name_en, name_zh=place.name_zh)
        zones = list(getattr(place, "zones", ()))
        yield NodeRow(code, {"id": code, **named, **known(zones=zones)})


def _fields() -> Iterator[NodeRow]:
    for code, major in majors().items():
        yield NodeRow(code, {"id": code, "name_en": major.name_en, "name_zh": major.name_zh})


def _brands(network: Network) -> Iterator[NodeRow]:
    with speaking_of(network):
        terms = vocabulary("brands")
    for code in sorted(set(network.agreements["brand"]) - {""}):
        named = known(name_en=terms[code].en, name_zh=terms[code].zh) if code in terms else {}
        yield NodeRow(code, {"id": code, **named})


def _rows(frame: pd.DataFrame) -> Iterator[NodeRow]:
    for cells in records(frame):
        yield NodeRow(cells["id"], known(**cells))


def _indicators(frame: pd.DataFrame) -> Iterator[NodeRow]:
    for cells in records(frame):
        key = ("country", "industry", "measure", "year", "source")
        name = indicator_id(*(cells[column] for column in key))
        yield NodeRow(name, known(**{**cells, "id": name, "value": _number(cells["value"])}))


def _organizations(network: Network) -> Iterator[NodeRow]:
    """Yield the organizations; what partner matches rest on stands beside what the tables say."""
    traits = organization_traits(network)
    degree = network.cooperation.degree
    taught, bought = np.array(field_codes()), np.array(section_codes())
    feeds = traits.fields @ (crosswalk_matrix() > 0)
    for code, cells in enumerate(records(network.organizations)):
        if not network.members[code]:
            continue
        properties = known(**{name: cells[name] for name in cells if name not in _PARSED})
        properties |= known(
            aliases=list(parts_of(cells["aliases"])),
            industries=list(parts_of(cells["industries"])),
            fields=list(parts_of(cells["fields"])),
            lat=_number(cells["lat"]),
            lon=_number(cells["lon"]),
            majors=taught[traits.fields[code]].tolist(),
            sections=bought[traits.sections[code]].tolist(),
            feeds=bought[feeds[code]].tolist(),
            level_rank=None if traits.levels[code] == NO_LEVEL else int(traits.levels[code]),
            partners=int(degree[code]),
        )
        yield NodeRow(cells["id"], properties, kind_label(cells["kind"]))


def _agreements(network: Network) -> Iterator[NodeRow]:
    """Yield all agreements; ``counted`` tells those that analyses count as cooperation.

    ``ended`` tells those that are over: they are no longer part of a link.
    """
    days = {
        "start_day": network.starts, "end_day": network.ends, "evidence_day": network.evidence_days
    }  # fmt: skip
    texts_of = {name: np.datetime_as_string(values) for name, values in days.items()}
    for code, cells in enumerate(records(network.agreements)):
        properties = known(**{name: cells[name] for name in cells if name not in _PARSED})
        properties |= known(
            fields=list(parts_of(cells["fields"])),
            sources=list(parts_of(cells["source"])),
            confidence=float(network.agreement_confidence[code]),
            counted=bool(network.chosen[code]),
            ended=bool(network.is_over[code]),
            membership=bool(network.is_membership[code]),
            **{
                name: "" if texts[code] == "NaT" else str(texts[code])
                for name, texts in texts_of.items()
            },
        )
        yield NodeRow(cells["id"], properties)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
