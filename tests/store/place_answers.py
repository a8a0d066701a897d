"""Queries about places, fields and findings once more, with pandas and networkx."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netintl.model.places import countries

from .desk import Desk, Row, cells, unknown_as_none

if TYPE_CHECKING:
    from collections.abc import Mapping


def hubs_in_country(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    found = {row["organization"]: row for row in desk.findings["hubs"]}
    rows = []
    for name in desk.organizations:
        if desk.country(name) == asked["country"] and asked["kind"] in (None, desk.kind(name)):
            hub = found.get(name, {})
            rows.append(
                (
                    name,
                    desk.name(name, asked["lang"]),
                    desk.kind(name),
                    desk.degree[name],
                    hub.get("rank"),
                    hub.get("betweenness"),
                    hub.get("hub"),
                )
            )
    return sorted(rows, key=lambda row: (-row[3], row[0]))[: asked["limit"]]


def gap_cells(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    columns = ("rank", "country", "industry", "verdict", "national", "stable", "demand", "measure")
    rows = []
    for row in desk.findings["gaps"]:
        if all(asked[name] in (None, row[name]) for name in ("country", "industry", "verdict")):
            cells = [row[name] for name in columns]
            last = (row["years"] or None, row["supply"], list(row["sources"]) or None)
            rows.append((*cells, *last))
    return sorted(rows, key=lambda row: row[:3])[: asked["limit"]]


def schools_for_gap(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    rows = []
    for name, row in desk.organizations.items():
        open_school = row["kind"] == "school" and not row.get("closed")
        if open_school and asked["industry"] in desk.feeds[name]:
            where = [desk.country(p) for p in desk.links[name]]
            abroad = {country for country in where if country not in ("", "CHN")}
            called = desk.name(name, asked["lang"])
            there, majors = where.count(asked["country"]), desk.majors[name]
            facts = (row["province"] or None, majors, there, len(abroad), desk.degree[name])
            rows.append((name, called, *facts))
    return sorted(rows, key=lambda row: (-row[4], -row[5], -row[6], row[0]))[: asked["limit"]]


def pipelines_to_enterprise(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    rows = [
        (
            row["rank"],
            row["school"],
            row["college"],
            row["form"],
            list(row["field"]) or None,
            row["persons_low"],
            row["persons_high"],
            row["limit"],
            row["confidence"],
            row["cited"],
        )
        for row in sorted(desk.findings["pipelines"], key=lambda row: (row["rank"], row["finding"]))
        if row["enterprise"] == asked["enterprise"]
    ]
    return sorted(rows[: asked["limit"]], key=lambda row: (row[0], row[1], row[2] or "\uffff"))


def bottlenecks(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    chains: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in desk.findings["pipelines"]:
        if asked["country"] in (None, row["country"]):
            chains[row["enterprise"]].append(row)
    through: dict[str, int] = defaultdict(int)
    alone: dict[str, list[str]] = defaultdict(list)
    for enterprise, rows in chains.items():
        for place in {row[end] for row in rows for end in ("school", "college")} - {None}:
            count = sum(place in (row["school"], row["college"]) for row in rows)
            through[place] += count
            if count == len(rows):
                alone[place].append(enterprise)
    rows = [
        (
            name,
            desk.name(name, asked["lang"]),
            desk.kind(name),
            desk.country(name) or None,
            count,
            len(alone[name]),
            sorted(alone[name]),
        )
        for name, count in through.items()
    ]
    return sorted(rows, key=lambda row: (-row[5], -row[4], row[0]))[: asked["limit"]]


def single_points_of_failure(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    rows = [
        row
        for row in sorted(desk.findings["fragility"], key=lambda r: (r["rank"], r["finding"]))
        if asked["country"] in (None, desk.country(row["organization"]))
    ]
    told = [
        (
            row["rank"],
            row["element"],
            row["organization"],
            desk.name(row["organization"], asked["lang"]),
            desk.country(row["organization"]) or None,
            row["partner"],
            row["severed"],
            row["flow_lost"],
            row["cited"],
        )
        for row in rows[: asked["limit"]]
    ]
    return sorted(told, key=lambda row: (row[0], row[2], row[5] or "\uffff"))


def country_profile(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    code = asked["country"]
    here = [name for name in desk.organizations if desk.country(name) == code]
    kinds = [desk.kind(name) for name in here]
    colleges, enterprises = kinds.count("college"), kinds.count("enterprise")
    deals = {a for name in here for a in desk.agreements_with[name] if desk.counted[a]}
    schools = {p for a in deals for p in desk.parties[a] if desk.kind(p) == "school"}
    brands = {desk.agreements[a]["brand"] for a in deals} - {""}
    gaps = [
        row
        for row in desk.findings["gaps"]
        if row["country"] == code and row["verdict"] == "gap" and row["stable"]
    ]
    pipelines = [r for r in desk.findings["pipelines"] if desk.country(r["enterprise"]) == code]
    place = countries()[code]
    name = place.name_zh if asked["lang"] == "zh" else place.name_en
    others = len(here) - colleges - enterprises
    alone = sum(not desk.links[n] for n in here)
    return [
        (
            code,
            name,
            colleges,
            enterprises,
            others,
            len(deals),
            len(schools),
            sorted(brands),
            len(gaps),
            len(pipelines),
            alone,
        )
    ]


def field_landscape(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    deals, schools = defaultdict(set), defaultdict(set)
    bodies: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name, row in desk.agreements.items():
        if asked["field"] not in cells(row["fields"]) or not desk.counted[name]:
            continue
        for p in desk.parties[name]:
            country = desk.country(p)
            if country not in ("", "CHN"):
                deals[country].add(name)
                bodies[country][desk.kind(p)].add(p)
                schools[country] |= {s for s in desk.parties[name] if desk.kind(s) == "school"}
    rows = []
    for country, found in deals.items():
        place = countries()[country]
        name = place.name_zh if asked["lang"] == "zh" else place.name_en
        kinds = [len(bodies[country][kind]) for kind in ("college", "enterprise")]
        rows.append((country, name, len(found), len(schools[country]), *kinds))
    return sorted(rows, key=lambda row: (-row[2], row[0]))[: asked["limit"]]


def province_landscape(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    rows = []
    for name, row in desk.organizations.items():
        if row["province"] == asked["province"] and row["kind"] == "school":
            abroad = [desk.country(p) for p in desk.links[name]]
            abroad = [country for country in abroad if country not in ("", "CHN")]
            deals = sum(desk.counted[a] for a in desk.agreements_with[name])
            rows.append(
                (
                    name,
                    desk.name(name, asked["lang"]),
                    row["level"] or None,
                    len(abroad),
                    sorted(set(abroad)),
                    deals,
                )
            )
    return sorted(rows, key=lambda row: (-row[3], -row[5], row[0]))[: asked["limit"]]


def unconnected_in_country(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    rows = [
        (
            name,
            desk.name(name, asked["lang"]),
            row["kind"],
            row["city"] or None,
            cells(row["industries"]),
            row["source"].split(";") if row["source"] else None,
        )
        for name, row in desk.organizations.items()
        if row["country"] == asked["country"]
        and not row.get("closed")
        and asked["kind"] in (None, row["kind"])
        and not desk.links[name]
    ]
    return sorted(rows, key=lambda row: (row[2], row[0]))[: asked["limit"]]


def demand_in_country(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    columns = ("industry", "measure", "year", "value", "method", "source")
    rows = []
    for row in desk.network.tables["indicators"].to_dict("records"):
        if row["country"] == asked["country"]:
            value = unknown_as_none(pd.to_numeric(row["value"], errors="coerce"))
            rows.append(tuple({**row, "value": value}[name] or None for name in columns))
    last = "\uffff"
    rows.sort(
        key=lambda r: (r[1], -(r[3] if r[3] is not None else np.inf), r[0] or last, r[2] or last)
    )
    return rows[: asked["limit"]]
