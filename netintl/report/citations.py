"""From a flag to its agreements, and from an agreement to its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintl.documents.blocks import Cell, Heading, Link, Table
from netintl.i18n import _, current_language
from netintl.model.source_copies import is_copy
from netintl.words.wording import field_name, label

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from netintl.documents.blocks import Block
    from netintl.report.context import Context

_ANCHOR = "agreement-"


def cited(context: Context, result: str, finding: str, component: str | None = None) -> list[str]:
    """Return the agreements a finding rests on, sorted."""
    reasons = context.results[result].reasons
    rows = reasons[reasons["finding"] == finding]
    if component is not None:
        rows = rows[rows["component"] == component]
    return sorted({part for cell in rows["agreements"] for part in cell})


def agreement_links(context: Context, agreements: Iterable[str]) -> Cell:
    """Link a flag to its agreements, by number in the list of evidence."""
    numbers = [number_of(context, name) for name in agreements]
    return Cell(links=tuple(Link(f"[{n}]", f"#{_ANCHOR}{n}") for n in numbers))


def with_sources(context: Context, cell: Cell, sources: tuple[str, ...]) -> Cell:
    """Add to a flag the sources that are no agreement's, such as those of demand."""
    more = _source_cell(sources, context.network.tables["sources"].set_index("id"))
    titled = tuple(Link(_title(context, link), link.target) for link in more.links)
    return Cell(" ".join(part for part in (cell.text, more.text) if part), cell.links + titled)


def _title(context: Context, link: Link) -> str:
    """Call a source by the head of its title, where it has one, instead of by its address."""
    table = context.network.tables["sources"]
    titles = table.loc[(table["url"] == link.target) & (table["title"] != ""), "title"]
    return str(titles.iloc[0]).partition(":")[0] if len(titles) else link.text


def number_of(context: Context, agreement: str) -> int:
    """Return an agreement's place in the sorted list of all agreements of the package."""
    return int(context.network.agreements["id"].searchsorted(agreement)) + 1


def numbers_cited(blocks: Iterable[Block]) -> set[int]:
    """Collect the agreements that the tables of some blocks link to."""
    cells = (cell for b in blocks if isinstance(b, Table) for row in b.rows for cell in row)
    targets = (link.target for cell in cells for link in cell.links)
    return {int(t.removeprefix(f"#{_ANCHOR}")) for t in targets if t.startswith(f"#{_ANCHOR}")}


def evidence_section(context: Context, numbers: Iterable[int]) -> list[Block]:
    """List every agreement a flag of this report cites, with parties, dates and addresses."""
    network = context.network
    codes = sorted(number - 1 for number in numbers)
    sources = network.tables["sources"].set_index("id")
    headings = (
        _("No."), _("Agreement"), _("Parties"), _("Date"), _("Status"), _("Majors"), _("Sources"),
    )  # fmt: skip
    cells = tuple(_evidence_row(context, code, sources) for code in codes)
    table = Table(
        caption=_("Agreements that the flags of this report rest on"),
        headings=headings,
        rows=cells,
        numeric=(True, *[False] * 6),
        basis=_("Numbers are positions in the sorted list of all agreements of the package."),
        anchors=tuple(f"{_ANCHOR}{code + 1}" for code in codes),
    )
    return [Heading(_("Evidence"), "evidence"), table]


def _evidence_row(context: Context, code: int, sources: pd.DataFrame) -> tuple[Cell, ...]:
    network = context.network
    row = {name: str(cell) for name, cell in network.agreements.loc[code].items()}
    parties = network.party_organization[network.party_agreement == code]
    names = "; ".join(network.name(int(party), current_language()) for party in parties)
    kind = label("agreement_kinds", row["kind"])
    brand = label("brands", row["brand"]) if row["brand"] else ""
    title = row["title"] or kind
    dates = "–".join(part for part in (row["start"], row["end"]) if part) or _("undated")
    if row["date_kind"] and row["start"]:
        dates += f" ({label('date_kinds', row['date_kind'])})"
    majors = ", ".join(map(field_name, network.values("agreements", "fields")[code]))
    return (
        Cell(str(code + 1)),
        Cell(" · ".join(dict.fromkeys(part for part in (title, brand) if part))),
        Cell(names),
        Cell(dates),
        Cell(label("statuses", row["status"] or "unknown")),
        Cell(majors or "–"),
        _source_cell(network.values("agreements", "source")[code], sources),
    )


def _source_cell(names: tuple[str, ...], sources: pd.DataFrame) -> Cell:
    links, texts = [], []
    for name in [name for name in names if name in sources.index]:
        url, kind = str(sources.at[name, "url"]), str(sources.at[name, "kind"])
        text = url or str(sources.at[name, "title"]) or name
        if url.startswith(("http://", "https://")) and not is_copy(kind):
            links.append(Link(text, url))
        else:
            texts.append(text)
    return Cell(" ".join(texts), tuple(links))
