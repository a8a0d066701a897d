"""Results as tables of a report: the columns shown, each row linked to its evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from netintl.analyses.pipelines.pipelines import chain_name, element_name
from netintl.documents.blocks import Bullets, Cell, Table
from netintl.i18n import _
from netintl.report.evidence import agreement_links, cited, with_sources
from netintl.words.basis import basis_line
from netintl.words.wording import headings_with_units, readable, told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from netintl.documents.blocks import Block
    from netintl.report.context import Context

_LINKS = 12  # agreements linked from one row
_OF_THE_VIEW = ("left_out", "undated", "pair_rule_even", "pair_rule_full")  # said once, first


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a result that a report shows, and the finding that a row is evidence of."""

    columns: tuple[str, ...]
    finding: Callable[[Mapping[Any, Any]], str]


def _of(*names: str) -> Callable[[Mapping[Any, Any]], str]:
    """Name a finding by some cells of its row, joined by colons."""
    return lambda row: ":".join(str(row[name]) for name in names)


LAYOUTS: Mapping[str, Layout] = {
    "hubs": Layout(
        ("rank", "organization", "country", "degree", "schools", "colleges", "enterprises",
         "betweenness", "p_adjusted", "rank_low", "rank_high", "fresh_rank", "paper_hub"),
        _of("organization"),
    ),
    "concentration": Layout(
        ("dimension", "groups", "agreements", "without", "leader", "leader_share", "hhi",
         "effective", "gini", "centralisation"),
        _of("dimension"),
    ),
    "roles": Layout(
        ("rank", "organization", "kind", "country", "community", "within_z", "spread", "role"),
        _of("organization"),
    ),
    "brokers": Layout(
        ("rank", "organization", "kind", "country", "grouping", "role", "count", "expected", "z"),
        _of("organization"),
    ),
    "communities": Layout(
        ("community", "size", "schools", "colleges", "enterprises", "inside", "outside", "signs",
         "stability"),
        _of("community"),
    ),
    "gaps": Layout(
        ("rank", "country", "industry", "verdict", "stable", "demand", "supply", "deviation",
         "imputed", "zones", "source_count"),
        _of("country", "industry"),
    ),
    "fillers": Layout(
        ("rank", "country", "industry", "stable", "school", "distance", "ties"),
        _of("country", "industry", "school"),
    ),
    "balance": Layout(
        ("rank", "country", "balance", "strict", "weighted", "broad", "short_industry",
         "short_deviation", "ample_industry", "ample_deviation", "zones", "source_count"),
        _of("country"),
    ),
    "coordination": Layout(
        ("rank", "country", "demand", "supply", "coupling", "level", "coordination", "band",
         "behind", "zones", "source_count"),
        _of("country"),
    ),
    "connection": Layout(
        ("rank", "country", "industry", "school_count", "firm_count", "closed", "open", "deficit",
         "zones"),
        _of("country", "industry"),
    ),
    "intensity": Layout(
        ("rank", "province", "country", "observed", "expected", "intensity", "state"),
        lambda row: f"{row['province']}>{row['country']}",
    ),
    "fragility": Layout(
        ("rank", "element", "organization", "partner", "severed", "flow_lost", "constraint"),
        element_name,
    ),
    "next_fields": Layout(
        ("rank", "country", "field", "density", "known_fields", "kin"), _of("country")
    ),
    "pipelines": Layout(
        ("rank", "enterprise", "country", "college", "school", "field", "persons_low",
         "persons_high", "limit"),
        chain_name,
    ),
    "bottlenecks": Layout(
        ("rank", "stage", "organization", "partner", "field", "capacity", "flow", "in_cut", "loss",
         "gain"),
        element_name,
    ),
    "throughput": Layout(
        ("field", "demand", "certain", "possible", "hired_low", "hired_high", "unmet"),
        lambda row: str(row["field"] or "all"),
    ),
    "unknowns": Layout(
        ("rank", "stage", "organization", "partner", "field", "if_ample", "if_none", "at_least"),
        element_name,
    ),
    "redundancy": Layout(
        ("rank", "enterprise", "country", "school_count", "entrances", "ways", "depends_on"),
        _of("enterprise"),
    ),
    "funnel": Layout(("step", "agreements", "share", "silent", "largest"), lambda _row: ""),
    "profile": Layout(
        ("start", "end", "type", "brand", "status", "partners", "fields"), _of("agreement")
    ),
    "matches": Layout(
        ("rank", "organization", "kind", "country", "score", "closure", "field_fit", "unknown",
         "via", "load"),
        _of("organization"),
    ),
    "match_pairs": Layout(
        ("rank", "organization", "partner", "country", "score", "closure", "field_fit", "unknown",
         "via", "load"),
        _of("organization", "partner"),
    ),
    "match_evaluation": Layout(
        ("test", "method", "hits_10", "hits_50", "hits_100", "precision_50", "recall_100", "aupr",
         "auc", "gain", "gain_low", "gain_high"),
        lambda _row: "",
    ),
    "progress": Layout(
        ("measure", "target", "low", "high", "unit", "as_of", "state"), lambda _row: ""
    ),
    "conditions": Layout(
        ("passed", "organization", "province", "condition", "state", "value", "threshold"),
        _of("organization", "condition"),
    ),
    "provinces": Layout(
        ("province", "schools", "running_schools", "agreements", "countries"), lambda _row: ""
    ),
    "brands": Layout(
        ("rank", "brand", "agreements", "schools", "hosts", "countries", "running", "ended", "old",
         "old_running", "first_year"),
        lambda _row: "",
    ),
    "impact": Layout(("row", "unit", "state", "figures", "largest"), lambda _row: ""),
    "renewals": Layout(
        ("agreement", "organizations", "brand", "start", "end", "last_evidence", "state"),
        _of("agreement"),
    ),
}  # fmt: skip


def result_table(context: Context, name: str, rows: pd.DataFrame, caption: str) -> Table:
    """Write the chosen columns of a result for people, each row linked to its agreements."""
    result, layout = context.results[name], LAYOUTS[name]
    part = replace(result, table=rows[list(layout.columns)])
    shown = readable(part, context.network)
    links = [
        with_sources(
            context,
            _first_links(context, cited(context, name, layout.finding(row))),
            str(row.get("sources", "")),
        )
        for row in rows.to_dict("records")
    ]
    linked = any(link.links or link.text for link in links)
    cells = tuple(
        (*[Cell(text) for text in texts], *([link] if linked else []))
        for texts, link in zip(shown.itertuples(index=False), links, strict=True)
    )
    numeric = [rows[c].dtype.kind in "if" and c != "in_cut" for c in layout.columns]
    return Table(
        caption=caption,
        headings=(*headings_with_units(part), *([_("Evidence")] if linked else [])),
        rows=cells,
        numeric=(*numeric, *([False] if linked else [])),
        basis=basis_line(context.network),
    )


def _first_links(context: Context, agreements: list[str]) -> Cell:
    """Link the first agreements of a flag and count the others; tables/*_reasons.csv lists all."""
    cell = agreement_links(context, agreements[:_LINKS])
    if len(agreements) <= _LINKS:
        return cell
    return Cell(_("{count} in all, of these").format(count=len(agreements)), cell.links)


def notes_block(context: Context, *names: str, view: bool = False) -> list[Block]:
    """Say the notes of some results, each once; those of the view only where asked for."""
    sentences = [
        told(note, context.network)
        for name in names
        for note in context.results[name].notes
        if view or note.code not in _OF_THE_VIEW
    ]
    return [Bullets(tuple(dict.fromkeys(sentences)))] if sentences else []
