"""The ``links`` shorthand: each row becomes an agreement of two parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.ingest.columns import WORDING
from netintl.model.cells import SEPARATOR
from netintl.model.schema import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.ingest.draft import Draft

DEFAULT_KIND = "programme_cooperation"
FLOW_PURPOSE = "training"
_DERIVED = ("agreements", "flows", "sources")
_ILLEGIBLE = ("FIL007", "FIL013", "ROW001", "ROW003", "ROW004", "ROW008")


def link_ids(links: pd.DataFrame) -> np.ndarray:
    """Name each link by its ends; links of the same pair are numbered by content, not by row.

    Examples
    --------
    >>> frame = pd.DataFrame({"source": ["b", "b"], "target": ["a", "a"], "kind": ["y", "x"]})
    >>> list(link_ids(frame))
    ['b--a--2', 'b--a']
    """
    ends = (links["source"], links["target"])
    ids = np.array(["--".join(map(_part, pair)) for pair in zip(*ends, strict=True)], dtype=object)
    repeated = pd.Series(ids).duplicated(keep=False).to_numpy()
    if not repeated.any():
        return ids
    group = links.loc[repeated].reset_index(drop=True)
    group["id"] = ids[repeated]
    ordered = group.sort_values(["id", *links.columns], kind="stable")
    number = ordered.groupby("id").cumcount().sort_index().to_numpy()
    ids[repeated] = [
        name if place == 0 else f"{name}--{place + 1}"
        for name, place in zip(ids[repeated], number, strict=True)
    ]
    return ids


def _part(name: str) -> str:
    """Write a name so that no two pairs of names give one id (RFC 3986 for the escapes)."""
    plain = not ("--" in name or "%2D" in name or "%25" in name)
    if plain and not (name.startswith("-") or name.endswith("-")):
        return name
    return name.replace("%", "%25").replace("-", "%2D")


def named_ends(links: Draft, organizations: Draft) -> None:
    """Replace names in ``source`` and ``target`` by ids where a name means one organization."""
    alive = organizations.alive
    known = set(organizations.cells("id")[alive])
    meant: dict[str, str] | None = None
    for end in ("source", "target"):
        column = links.columns[end]
        if known.issuperset(column.values):
            continue
        meant = meant or _ids_by_name(organizations)
        settled = [v if v in known else meant.get(v, v) for v in column.values]
        links.columns[end] = column.changed(settled)


def _ids_by_name(organizations: Draft) -> dict[str, str]:
    """Map names to ids, where a name belongs to one organization alone."""
    alive = organizations.alive
    ids = organizations.cells("id")[alive]
    owners: dict[str, set[str]] = {}
    for label in ("name_zh", "name_en"):
        for name, owner in zip(organizations.cells(label)[alive], ids, strict=True):
            owners.setdefault(name, set()).add(owner)
    return {name: next(iter(of)) for name, of in owners.items() if name and len(of) == 1}


def self_links(links: Draft) -> np.ndarray:
    """Mark the links whose two ends are the same organization."""
    source, target = links.columns["source"], links.columns["target"]
    place = pd.Index(target.values).get_indexer(pd.Index(source.values))
    return np.asarray(place[source.codes] == target.codes, dtype=bool)


def listed_from_both_sides(links: Draft) -> np.ndarray:
    """Mark the second of two rows that say the same of a pair, once from each side.

    Rows that state persons are left alone: persons go one way.
    """
    source, target = links.columns["source"], links.columns["target"]
    order = {name: n for n, name in enumerate(sorted({*source.values, *target.values}))}
    one = np.array([order[name] for name in source.values], dtype=np.int64)[source.codes]
    other = np.array([order[name] for name in target.values], dtype=np.int64)[target.codes]
    pair = np.minimum(one, other) * len(order) + np.maximum(one, other)
    asked = links.alive & links.columns["persons"].equals("")
    turned = np.intersect1d(pair[asked & (one < other)], pair[asked & (one > other)])
    asked &= np.isin(pair, turned)
    said = [name for name in links.table.columns if name not in ("source", "target")]
    frame = pd.DataFrame({name: links.columns[name].codes for name in said}).loc[asked]
    frame["pair"] = pair[asked]
    first = (
        pd.Series(one[asked], index=frame.index).groupby(list(frame.to_numpy().T)).transform("min")
    )
    hit = np.zeros(len(links), dtype=bool)
    hit[frame.index[(one[asked] != first).to_numpy()]] = True
    return hit


def expand_links(links: Draft) -> dict[str, pd.DataFrame]:
    """Turn the kept links into frames of agreements, parties, flows and sources."""
    kept = links.kept()
    file = links.names[0]
    ids = link_ids(kept)
    url = kept["url"].to_numpy(dtype=object)
    source = np.array([_source_id(name) for name in np.where(url == "", file, url)], dtype=object)
    agreements = _full(
        "agreements",
        {
            "id": ids,
            "kind": np.where(kept["kind"] == "", DEFAULT_KIND, kept["kind"]),
            "source": source,
            **{name: kept[name].to_numpy(dtype=object) for name in ("start", "end", "status")},
            **{name: kept[name].to_numpy(dtype=object) for name in ("fields", "confidence")},
        },
    )
    parties = _full(
        "parties",
        {
            "agreement": np.concatenate([ids, ids]),
            "organization": np.concatenate([kept["source"], kept["target"]]),
            "role": np.full(2 * len(ids), "partner", dtype=object),
        },
    )
    frames = {"agreements": agreements, "parties": parties, "flows": _flows(kept, ids, source)}
    return {**frames, "sources": _sources(source, url)}


def made_distinct(
    added: Mapping[str, pd.DataFrame], tables_: Mapping[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """Rename agreements and flows of links whose ids other tables have taken already.

    A source that stands in the table ``sources`` is that one, and is not added again.
    """
    taken = {name: set(tables_[name]["id"]) for name in _DERIVED if name in tables_}
    agreements = _free(added["agreements"]["id"], taken.get("agreements", set()))
    flows = _free(added["flows"]["id"], taken.get("flows", set()))
    sources = added["sources"]
    known = sources["id"].isin(taken.get("sources", set()))
    return {
        "agreements": added["agreements"].assign(id=added["agreements"]["id"].map(agreements)),
        "parties": added["parties"].assign(agreement=added["parties"]["agreement"].map(agreements)),
        "flows": added["flows"].assign(
            id=added["flows"]["id"].map(flows),
            agreement=added["flows"]["agreement"].map(agreements),
        ),
        "sources": sources.loc[~known].reset_index(drop=True),
    }


def _free(ids: pd.Series, taken: set[str]) -> dict[str, str]:
    """Map each id to itself, or to one with a mark that nobody has taken."""
    free = {}
    for name in ids:
        chosen = name
        while chosen in taken:
            chosen += "~"
        free[name] = chosen
    return free


def organizations_named(links: Draft, known: set[str]) -> pd.DataFrame:
    """List the organizations that only links name; they exist with kind ``other``.

    What stands in a rejected row stays, as an organization without partners, unless it is the
    row itself that cannot be read.
    """
    legible = ~np.isin(links.reasons.astype(str), _ILLEGIBLE)
    ends = [links.columns[end] for end in ("source", "target")]
    named = {name for end in ends for name in end.values[np.unique(end.codes[legible])]}
    named = {name for name in named if SEPARATOR not in name}
    new = np.array(sorted(named - known - {""}), dtype=object)
    kind = np.full(len(new), "other", dtype=object)
    return _full("organizations", {"id": new, "kind": kind, "name_en": new})


def _flows(kept: pd.DataFrame, ids: np.ndarray, source: np.ndarray) -> pd.DataFrame:
    stated = (kept["persons"] != "").to_numpy()
    ends = kept.loc[stated]
    return _full(
        "flows",
        {
            "id": ids[stated] + "--flow",
            "agreement": ids[stated],
            "from": ends["source"].to_numpy(dtype=object),
            "to": ends["target"].to_numpy(dtype=object),
            "purpose": np.full(len(ends), FLOW_PURPOSE, dtype=object),
            "persons": ends["persons"].to_numpy(dtype=object),
            "source": source[stated],
            "note": ends[WORDING].to_numpy(dtype=object) if WORDING in ends else "",
        },
    )


def _sources(source: np.ndarray, url: np.ndarray) -> pd.DataFrame:
    ids = np.array(sorted(set(source)), dtype=object)
    addresses = {_source_id(address): address for address in sorted(set(url))}
    return _full("sources", {"id": ids, "url": [addresses.get(name, "") for name in ids]})


def _source_id(name: str) -> str:
    """Name a source by its address or file; a semicolon would part it (RFC 3986 for the escape)."""
    return name.replace(SEPARATOR, "%3B")


def _full(name: str, cells: Mapping[str, object]) -> pd.DataFrame:
    """Complete a frame with the empty columns that its table declares."""
    frame = pd.DataFrame(cells, dtype=object)
    return frame.reindex(columns=list(tables()[name].columns), fill_value="")
