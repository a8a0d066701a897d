"""Queries about organizations and agreements once more, with pandas and networkx."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

import netintl

from .desk import THREE, Desk, Row, cells, down, unknown_as_none

if TYPE_CHECKING:
    from collections.abc import Mapping


def partner_matches(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    """Whom the analysis proposes, with its scores; what lies between is read off the tables."""
    subject = asked["school"] or asked["college"] or asked["enterprise"]
    graph = {
        name: {p for p, link in partners.items() if link["layer"] in THREE}
        for name, partners in desk.links.items()
    }
    proposed = netintl.find_matches(desk.network, subject).table
    rows: list[Row] = []
    for other, score in zip(proposed["organization"], proposed["score"], strict=True):
        kind, country = desk.kind(other), desk.country(other)
        if asked["kind"] not in (None, kind) or asked["country"] not in (None, country):
            continue
        fields = [m for m in desk.majors[subject] if m in desk.majors[other]]
        industries = [s for s in desk.feeds[subject] if s in desk.sections[other]]
        industries += [s for s in desk.feeds[other] if s in desk.sections[subject]]
        dark = [not desk.majors[n] and not desk.sections[n] for n in (subject, other)]
        via = sorted(graph.get(subject, set()) & graph.get(other, set()))
        cited = {
            a for z in via for end in (subject, other) for a in desk.links[end][z]["agreements"]
        }
        levels_missing = any(
            desk.level[n] is None and desk.kind(n) != "enterprise" for n in (subject, other)
        )
        unknown = ["fields"] * any(dark) + ["level"] * levels_missing
        row = (
            other, desk.name(other, asked["lang"]), kind, country or None,
            unknown_as_none(float(score)), via, fields, industries, desk.degree[other], unknown,
            sorted(cited), desk.sources(cited),
        )  # fmt: skip
        rows.append(row)
    return rows[: asked["limit"]]


def who_knows_whom(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    graph = nx.Graph((u, v) for u, partners in desk.links.items() for v in partners)
    begin, end = asked["from"], asked["to"]
    if begin == end or begin not in graph or end not in graph or not nx.has_path(graph, begin, end):
        return []
    rows = []
    for path in nx.all_shortest_paths(graph, begin, end):
        links = [desk.links[u][v] for u, v in itertools.pairwise(path)]
        if len(links) > 6:
            return []
        known = [link["confidence"] for link in links]
        confidence = None if None in known else float(np.prod(known))
        cited = sorted({a for link in links for a in link["agreements"]})
        names = [desk.name(name, asked["lang"]) for name in path]
        order = (down(confidence), "".join(f"{name}>" for name in path))
        rows.append((*order, (len(links), path, names, confidence, cited)))
    return [row[-1] for row in sorted(rows, key=lambda row: row[:-1])[: asked["limit"]]]


def shared_partners(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    one, other = asked["one"], asked["other"]
    shared = [] if one == other else set(desk.links[one]) & set(desk.links[other])
    rows = [
        (
            z,
            desk.name(z, asked["lang"]),
            desk.kind(z),
            desk.country(z) or None,
            desk.degree[z],
            desk.links[one][z]["agreements"],
            desk.links[other][z]["agreements"],
        )
        for z in shared
    ]
    return sorted(rows, key=lambda row: (row[4], row[0]))[: asked["limit"]]


def partners_of(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    rows = []
    for p, link in desk.links[asked["organization"]].items():
        if asked["kind"] in (None, desk.kind(p)) and asked["country"] in (None, desk.country(p)):
            rows.append(
                (
                    p,
                    desk.name(p, asked["lang"]),
                    desk.kind(p),
                    desk.country(p) or None,
                    link["weight"],
                    link["persons"],
                    link["confidence"],
                    link["first"],
                    link["last"],
                    link["agreements"],
                )
            )
    return sorted(rows, key=lambda row: (down(row[4]), row[0]))[: asked["limit"]]


def _plain_parts(desk: Desk, agreement: str) -> tuple[Any, ...]:
    row = desk.agreements[agreement]
    return row["kind"] or None, row["brand"] or None, row["status"] or None


def agreements_of(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    subject = asked["organization"]
    mine = sorted(desk.agreements_with[subject])
    mine.sort(key=lambda a: desk.days[a]["start"] or "", reverse=True)
    rows = []
    for name in mine[: asked["limit"]]:
        row = desk.agreements[name]
        rows.append(
            (
                name,
                *_plain_parts(desk, name),
                row["start"] or None,
                row["end"] or None,
                desk.counted[name],
                [p for p in desk.parties[name] if p != subject],
                cells(row["fields"]),
                cells(row["source"]),
            )
        )
    return rows


def _has_party_in(desk: Desk, agreement: str, country: str | None) -> bool:
    return country is None or any(desk.country(p) == country for p in desk.parties[agreement])


def agreements_expiring(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    rows = []
    for name, days in desk.days.items():
        end = days["end"]
        within = end and asked["from"] <= end <= asked["until"] and desk.counted[name]
        within = within and desk.agreements[name]["status"] not in ("expired", "terminated")
        if within and _has_party_in(desk, name, asked["country"]):
            kind, _brand, status = _plain_parts(desk, name)
            sources = cells(desk.agreements[name]["source"])
            rows.append((end, name, kind, status, desk.parties[name], sources))
    return sorted(rows, key=lambda row: row[:2])[: asked["limit"]]


def dormant_agreements(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    rows = []
    for name, days in desk.days.items():
        silent = days["evidence"] is not None and days["evidence"] < asked["before"]
        begun = days["start"] is None or days["start"] <= asked["day"]
        open_ = days["end"] is None or days["end"] > asked["day"]
        ended = desk.agreements[name]["status"] in ("expired", "terminated")
        dormant = silent and begun and open_ and not ended and desk.counted[name]
        if dormant and _has_party_in(desk, name, asked["country"]):
            sources = cells(desk.agreements[name]["source"])
            parts = _plain_parts(desk, name)
            rows.append((days["evidence"], name, *parts, desk.parties[name], sources))
    return sorted(rows, key=lambda row: row[:2])[: asked["limit"]]


def brokers_for(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    subject, rows = asked["organization"], []
    for b, ours in desk.links[subject].items():
        targets = sorted(
            t
            for t in desk.links[b]
            if desk.country(t) == asked["country"]
            and t != subject
            and t not in desk.links[subject]
            and asked["kind"] in (None, desk.kind(t))
        )
        if targets:
            rows.append(
                (
                    b,
                    desk.name(b, asked["lang"]),
                    desk.kind(b),
                    desk.country(b) or None,
                    len(targets),
                    targets,
                    ours["agreements"],
                )
            )
    return sorted(rows, key=lambda row: (-row[4], row[0]))[: asked["limit"]]


def brand_sites(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    rows = []
    for name, row in desk.agreements.items():
        if row["brand"] == asked["brand"] and _has_party_in(desk, name, asked["country"]):
            parties = desk.parties[name]
            abroad = [p for p in parties if desk.country(p) not in ("", "CHN")]
            where = sorted({desk.country(p) for p in abroad})
            rows.append(
                (
                    where,
                    name,
                    row["title"] or None,
                    row["status"] or None,
                    row["start"] or None,
                    [p for p in parties if desk.kind(p) == "school"],
                    [p for p in abroad if desk.kind(p) != "school"],
                    cells(row["source"]),
                )
            )
    return sorted(rows, key=lambda row: ("".join(row[0]), row[1]))[: asked["limit"]]


def sources_of(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    cited = {
        a
        for row in desk.findings[asked["analysis"]]
        if row["finding"] == asked["finding"]
        for a in row["cited"]
    }
    pages = {row["id"]: row for row in desk.network.tables["sources"].to_dict("records")}
    confidence = dict(
        zip(desk.network.agreement_ids, desk.network.agreement_confidence, strict=True)
    )
    rows = set()
    for name in cited:
        row = desk.agreements[name]
        plain = (name, row["title"] or None, row["status"] or None)
        plain = (*plain, unknown_as_none(float(confidence[name])))
        for source in desk.sources([name]) or [None]:
            page = pages.get(source or "", {})
            facts = [page.get(column) or None for column in ("kind", "url", "published")]
            rows.add((*plain, source, *facts))
    return sorted(rows, key=lambda row: (row[0], row[4] or "\uffff"))[: asked["limit"]]


def organizations_named(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    wanted = asked["text"].lower()
    rows = []
    for name, row in desk.organizations.items():
        called = [name, row["name_zh"], row["name_en"], *cells(row["aliases"])]
        if any(wanted in text.lower() for text in called):
            names = [row[column] or None for column in ("name_zh", "name_en")]
            country = row["country"] or None
            rows.append((name, *names, row["kind"], country, desk.degree[name]))
    return sorted(rows, key=lambda row: (-row[5], row[0]))[: asked["limit"]]


def weak_evidence(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    rows = [
        (
            p,
            desk.name(p, asked["lang"]),
            link["confidence"],
            link["agreements"],
            desk.sources(link["agreements"]),
        )
        for p, link in desk.links[asked["organization"]].items()
        if link["confidence"] is None or link["confidence"] < asked["below"]
    ]
    rows.sort(key=lambda row: (-1 if row[2] is None else row[2], row[0]))
    return rows[: asked["limit"]]


def what_changed_since(desk: Desk, asked: Mapping[str, Any]) -> list[Row]:
    """Right for a store that was filled once, at ``asked["pushed"]``."""
    if asked["pushed"] < asked["day"]:
        return []
    rows = [(asked["pushed"], "created", "agreement", name, row["title"] or name)
            for name, row in desk.agreements.items()]  # fmt: skip
    rows += [(asked["pushed"], "created", "organization", name, desk.name(name, asked["lang"]))
             for name in desk.organizations]  # fmt: skip
    return sorted(rows, key=lambda row: row[2:4])[: asked["limit"]]
