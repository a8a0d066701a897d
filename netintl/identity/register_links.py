"""Which entry of a register is which organization: certain, to be judged, ambiguous or none found.

Certain is a whole name that one entry alone has, with nothing against it: no other place, no word
of a part (branch, campus), no second organization of that name; a name in letters needs the city or
a cited page on the entry's site besides. All else is left to a person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from netintl.identity.candidates import LEAST
from netintl.identity.comparison import compare, evidence_of
from netintl.identity.judgements import official_ids, settle, settled_ids, verdict_lines
from netintl.identity.names import read_name, written_names
from netintl.identity.records import Record, read_records
from netintl.identity.register_index import NameIndex, is_part, tells_who
from netintl.identity.whereabouts import own_hosts, place_evidence, stands_on
from netintl.model.cells import parts_of
from netintl.model.official_ids import register_of
from netintl.model.places import HOME
from netintl.model.unnamed import is_placeholder
from netintl.model.verdicts import latest, standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from netintl.identity.comparison import Comparison
    from netintl.identity.names import Name
    from netintl.identity.registers import Entry, Known, Register

KINDS: Final = ("school", "college")
VERDICTS: Final = ("certain", "judge", "ambiguous", "none")
_LIKELY: Final = 3  # entries shown of an organization that none fits by a whole name
_OTHER_NAMES: Final = ("other", "field", "rank")  # what two Chinese names are that differ


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence; ``detail`` says which lists, site or organization. A doubt is one."""

    code: str
    detail: str = ""
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One organization, an entry of a register that may be it, and why."""

    organization: str
    verdict: str
    entry: Entry | None = None
    known: Known | None = None
    comparison: Comparison | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def score(self) -> float:
        """Probability by names and place, as for a pair of organizations."""
        return self.comparison.score if self.comparison else 0.0


@dataclass(frozen=True, slots=True)
class Links:
    """What a register says of schools and colleges; ``held`` have an id of it already."""

    links: tuple[Link, ...]
    held: int

    def certain(self) -> list[Link]:
        """Return the links that need nobody's judgement."""
        return [link for link in self.links if link.verdict == "certain"]


@dataclass(frozen=True, slots=True)
class _Asked:
    """An organization as a register is asked for it."""

    record: Record
    cells: tuple[str, ...]
    hosts: frozenset[str]
    judged: Mapping[str, str]


def find_links(
    tables: Mapping[str, pd.DataFrame], register: Register, *, again: bool = False
) -> Links:
    """Find the entries of a register that the schools and colleges of a package are.

    Parameters
    ----------
    tables
        Checked tables as they are before judgements are carried out.
    again
        Propose what was judged unsure as if nobody had judged it.

    Examples
    --------
    >>> import pandas as pd
    >>> from netintl.identity.registers import bundled_register
    >>> names = ["深圳職業技術學院", "江苏海洋大学(宿迁校区)"]
    >>> frame = pd.DataFrame({"id": ["a", "b"], "kind": "school", "name_zh": names})
    >>> judged = pd.DataFrame({"left": [], "right": [], "verdict": []})
    >>> tables = {"organizations": frame.assign(country="CHN"), "judgements": judged}
    >>> found = find_links(tables, bundled_register("moe"))
    >>> [(link.organization, link.verdict, link.entry.id) for link in found.links]
    [('a', 'certain', 'moe:4144011113'), ('b', 'judge', 'moe:4132011641')]
    """
    judgements = tables["judgements"]
    renames = settled_ids(tables, judgements)
    settled = settle(tables, judgements)
    given = {renames.get(own, own): ids for own, ids in official_ids(tables, judgements).items()}
    owners = _owners(settled, given, register.name)
    held = set(owners.values())
    judged = _judged(judgements, renames, again=again)
    sought = _sought(settled["organizations"], register.country)
    asked = [one for one in _asked(settled, judged, sought) if one.record.id not in held]
    index = NameIndex(register.entries)
    found = [link for one in asked for link in _links_of(one, index)]
    return Links(tuple(_once(found, owners)), len(sought) - len(asked))


def link_of(
    tables: Mapping[str, pd.DataFrame], register: Register, own: str, official: str
) -> Link | None:
    """Return how one organization and one entry of a register compare; None without the entry."""
    entry = next((entry for entry in register.entries if entry.id == official), None)
    settled = settle(tables, tables["judgements"])
    if entry is None:
        return None
    (one,) = _asked(settled, {}, {own})
    whole = _whole_names(one, NameIndex([entry]))
    if entry.id in whole:
        known, reasons = whole[entry.id][1:]
        return _link(one, "judge", entry, known, reasons)
    return _link(one, "judge", entry, entry.names[0], _around(one, entry, ""))


def _owners(
    settled: Mapping[str, pd.DataFrame], given: Mapping[str, list[str]], register: str
) -> dict[str, str]:
    """Map each id of a register that is attached or stated to its organization."""
    frame = settled["organizations"]
    stated = frame["official_id"] if "official_id" in frame else [""] * len(frame)
    pairs = [(official, own) for own, ids in given.items() for official in ids]
    pairs += [(official, own) for own, official in zip(frame["id"], stated, strict=True)]
    return {official: own for official, own in pairs if register_of(official) == register}


def _sought(frame: pd.DataFrame, country: str) -> set[str]:
    """Return the ids of the schools and colleges that a register of a country may have."""
    chosen = frame["kind"].isin(KINDS)
    if country and "country" in frame:
        chosen &= frame["country"].isin(["", country])
    return set(frame.loc[chosen, "id"])


def _asked(
    settled: Mapping[str, pd.DataFrame],
    judged: Mapping[str, Mapping[str, str]],
    sought: set[str],
) -> list[_Asked]:
    """Return what is known of some organizations, sorted by id."""
    records = {record.id: record for record in read_records(settled)}
    hosts = own_hosts(settled)
    asked = []
    for row in settled["organizations"].to_dict("records"):
        own = row["id"]
        if own not in sought:
            continue
        zh, en = row.get("name_zh", ""), row.get("name_en", "")
        cells = tuple(filter(None, (zh, en, *parts_of(row.get("aliases", "")))))
        named = () if is_placeholder(zh, en, row.get("note", "")) else cells
        record = records[own]._replace(official="", kind="", parent="")
        asked.append(_Asked(record, named, hosts.get(own, frozenset()), judged.get(own, {})))
    return sorted(asked, key=lambda one: one.record.id)


def _judged(
    judgements: pd.DataFrame, renames: Mapping[str, str], *, again: bool
) -> dict[str, dict[str, str]]:
    """Return what was judged of each organization and whatever it was compared with."""
    found: dict[str, dict[str, str]] = {}
    for rows in standing(verdict_lines(judgements)).values():
        word, (left, right) = latest(rows), rows[0][1:3]
        if not (again and word == "unsure"):
            found.setdefault(renames.get(left, left), {})[right] = word
            found.setdefault(renames.get(right, right), {})[left] = word
    return found


def _links_of(one: _Asked, index: NameIndex) -> list[Link]:
    """Return the entries of whole names, else the likeliest ones, else that none was found."""
    whole = _whole_names(one, index)
    if whole:
        sure = len(whole) == 1 and not any(r.doubt for hit in whole.values() for r in hit[2])
        verdict = "certain" if sure else "ambiguous" if len(whole) > 1 else "judge"
        links = [_link(one, verdict, *hit) for hit in whole.values()]
        return sorted(links, key=_order)
    near = {
        entry.id: entry
        for name in one.record.names
        for entry in index.near(name, one.record.country)
        if one.judged.get(entry.id) != "different"
    }
    links = [
        _link(one, "judge", entry, entry.names[0], _around(one, entry, "name.alike"))
        for entry in near.values()
    ]
    likely = sorted((link for link in links if link.score >= LEAST), key=_order)
    return likely[:_LIKELY] or [Link(one.record.id, "none")]


def _as_record(entry: Entry) -> Record:
    names = dict.fromkeys(read_name(known.text, entry.country) for known in entry.names)
    return Record(entry.id, "", tuple(names), entry.country, entry.province, entry.place)


def _order(link: Link) -> tuple[float, str]:
    return (-link.score, link.entry.id if link.entry else "")


def _link(
    one: _Asked, verdict: str, entry: Entry, known: Known, reasons: tuple[Reason, ...]
) -> Link:
    there = _as_record(entry)
    place = place_evidence(one.record, there)
    city = one.record.city if place == "city" else there.city * (place == "other")
    abroad = one.record.country != HOME and not read_name(known.text).chinese
    names = tuple(name for name in there.names if not (abroad and name.chinese))  # translations
    comparison = compare(one.record, there._replace(city=city, names=names))
    return Link(one.record.id, verdict, entry, known, comparison, reasons)


def _whole_names(
    one: _Asked, index: NameIndex
) -> dict[str, tuple[Entry, Known, tuple[Reason, ...]]]:
    """Return the entries that have a whole name of an organization, each with the best of them."""
    found: dict[str, tuple[Entry, Known, tuple[Reason, ...]]] = {}
    for cell in one.cells:
        names = [read_name(text, one.record.country) for text in written_names(cell)]
        hits = [(name, entry, known) for name in names for entry, known in index.exact(name)]
        for name, entry, known in hits:
            told = {hit[0] for hit in hits if hit[1].id == entry.id}
            more = any(other not in told and tells_who(other) for other in names)
            if _is_abroad(one, entry) or one.judged.get(entry.id) == "different":
                continue
            doubts = _doubts_of_name(one, cell, name, entry, known)
            if more:
                doubts = (*doubts, Reason("name.more", doubt=True))
            kind = Reason(f"name.{known.kind}", ", ".join(known.lists) * (known.kind == "former"))
            reasons = (kind, *_around(one, entry, ""), *doubts)
            best = found.get(entry.id)
            if best is None or _rank(known, reasons) < _rank(*best[1:]):
                found[entry.id] = (entry, known, reasons)
    return found


def _rank(known: Known, reasons: tuple[Reason, ...]) -> tuple[int, bool, str]:
    return (sum(reason.doubt for reason in reasons), known.kind != "current", known.text)


def _is_abroad(one: _Asked, entry: Entry) -> bool:
    return bool(one.record.country and entry.country and one.record.country != entry.country)


def _doubts_of_name(
    one: _Asked, cell: str, name: Name, entry: Entry, known: Known
) -> tuple[Reason, ...]:
    doubts = []
    if is_part(cell, known.text):
        doubts.append("name.part")
    near = place_evidence(one.record, _as_record(entry)) == "city" and tells_who(name)
    if not (name.chinese or near or stands_on(one.hosts, entry.site)):
        doubts.append("name.weak")
    apart = evidence_of(one.record, _as_record(entry)).get("zh") in _OTHER_NAMES
    if not name.chinese and apart and one.record.country == HOME:
        doubts.append("name.chinese")
    return tuple(Reason(code, doubt=True) for code in doubts)


def _around(one: _Asked, entry: Entry, name: str) -> tuple[Reason, ...]:
    """Return what place and site say, and what was judged, after what a name says."""
    place = place_evidence(one.record, _as_record(entry))
    reasons = [Reason(name, doubt=True)] if name else []
    if place:
        reasons.append(Reason(f"place.{place}", doubt=place == "other"))
    else:
        reasons.append(Reason("place.unknown", doubt=True))
    host = stands_on(one.hosts, entry.site)
    if host:
        reasons.append(Reason("site.same", host))
    if one.judged.get(entry.id) == "unsure":
        reasons.append(Reason("judged.unsure", doubt=True))
    return tuple(reasons)


def _once(links: list[Link], owners: Mapping[str, str]) -> Iterator[Link]:
    """Leave to a person what two organizations would be, or one that has the id already."""
    claimed: dict[str, list[str]] = {}
    for link in links:
        if link.verdict == "certain" and link.entry:
            claimed.setdefault(link.entry.id, []).append(link.organization)
    for link in links:
        own = link.entry.id if link.entry else ""
        others = [*claimed.get(own, ()), *([owners[own]] if own in owners else [])]
        others = [name for name in others if name != link.organization]
        if link.verdict == "certain" and others:
            twice = Reason("organization.twice", ", ".join(others), doubt=True)
            yield replace(link, verdict="judge", reasons=(*link.reasons, twice))
        else:
            yield link
