"""What was found, in five sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintl.documents.blocks import Bullets, Heading
from netintl.i18n import _, current_language
from netintl.report.quality import share_of_agreements
from netintl.words.basis import source_count
from netintl.words.claims import sentence
from netintl.words.wording import country_name, industry_name, number

if TYPE_CHECKING:
    from netintl.documents.blocks import Block
    from netintl.report.context import Context

_NAMED = 3


def findings_section(context: Context) -> list[Block]:
    """Open the report with size, hubs, gaps, pipelines and the quality of the evidence."""
    sentences = (
        _size(context), _hubs(context), _gaps(context), _pipelines(context), _quality(context),
    )  # fmt: skip
    return [Heading(_("What was found"), "findings"), Bullets(sentences, numbered=True)]


def _joined(names: list[str]) -> str:
    return ("、" if current_language() == "zh" else ", ").join(names)


def _size(context: Context) -> str:
    table = context.results["summary"].table
    whole = table[table["group"] == ""].set_index("measure")["value"]
    return _(
        "{organizations} organizations in {countries} countries and regions are joined by "
        "{agreements} agreements; the largest connected group joins {largest} organizations, and "
        "{isolates} have no partner in this view."
    ).format(
        organizations=number(whole["organizations"]),
        countries=number(whole["countries"]),
        agreements=number(whole["agreements"]),
        largest=number(whole["largest_component"]),
        isolates=number(whole["isolates"]),
    )


def _hubs(context: Context) -> str:
    table, network = context.results["hubs"].table, context.network
    hubs = table[table["hub"]]
    if hubs.empty:
        return _("No organization stands out as a hub.")
    top = [
        network.name(network.code_of[name], current_language())
        for name in hubs["organization"][:_NAMED]
    ]
    cuts = int(table["cut_point"].sum())
    return _(
        "{count} organizations are hubs; the first are {names}. {cuts} organizations are cut "
        "points: without any one of them a part of the network would be severed."
    ).format(count=number(len(hubs)), names=_joined(top), cuts=number(cuts))


def _gaps(context: Context) -> str:
    table = context.results["gaps"].table
    stable = table[table["stable"]]
    if table.empty:
        return _("Gaps are not assessable: no demand of industries is known.")
    if stable.empty:
        return _("No gap holds under all three crosswalks.")
    cells = [
        f"{country_name(row['country'])}–{industry_name(row['industry'])} ({number(row['demand'])})"
        for row in stable.head(_NAMED).to_dict("records")
    ]
    return _(
        "In {count} combinations of country and industry, demand stays unmet under all three "
        "crosswalks; the largest are {cells}."
    ).format(count=number(len(stable)), cells=_joined(cells))


def _pipelines(context: Context) -> str:
    result = context.results["pipelines"]
    table = result.table
    if table.empty:
        return _("No chain of agreements leads from a school to an enterprise.")
    claim = next((claim for claim in result.claims if claim.code.startswith("throughput")), None)
    return _(
        "{chains} chains of agreements lead to {enterprises} enterprises. {throughput}"
    ).format(
        chains=number(len(table)),
        enterprises=number(table["enterprise"].nunique()),
        throughput=sentence(claim, context.network) if claim else "",
    )


def _quality(context: Context) -> str:
    shares = share_of_agreements(context.network)
    return _(
        "Of the agreements {dated} are dated, {fields} name a subject that could be coded, "
        "{persons} state persons, and {sources} sources stand behind them; what is unknown is "
        "shown as unknown."
    ).format(
        dated=f"{shares['dated']:.0%}",
        fields=f"{shares['fields']:.0%}",
        persons=f"{shares['persons']:.0%}",
        sources=number(source_count(context.network)),
    )
