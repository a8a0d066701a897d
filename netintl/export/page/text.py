"""Every sentence of the offline page, by the key that its script asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.export.page.highlights import sentences
from netintl.i18n import LANGUAGES, _, mark, speaking
from netintl.model.terms import term
from netintl.words.claims import sentence

if TYPE_CHECKING:
    from netintl.analyses.result import Result
    from netintl.network.network import Network

# A key that ends in "_1" is said of one. {n}, {k} and the like stay for the script.
_TEXTS: Final = {
    "skip": mark("Skip to the main part"),
    "tab_network": mark("Network"),
    "tab_map": mark("Map"),
    "tab_flows": mark("Flows"),
    "tab_gaps": mark("Gaps"),
    "tab_hubs": mark("Hubs"),
    "views": mark("Views"),
    "language": mark("Language"),
    "theme": mark("Light or dark"),
    "export": mark("Export"),
    "save_png": mark("Picture (PNG)"),
    "save_svg": mark("Vector picture (SVG)"),
    "save_csv": mark("This view (CSV)"),
    "save_links": mark("Agreements shown (CSV)"),
    "print": mark("Print"),
    "copy_link": mark("Copy link to this view"),
    "saved": mark("Done"),
    "filters": mark("Search and filters"),
    "details": mark("Details"),
    "search": mark("Search organizations"),
    "search_hint": mark("Name or id"),
    "no_hit": mark("Nothing found"),
    "hits": mark("{n} results"),
    "hits_1": mark("1 result"),
    "kind": mark("Kind"),
    "country": mark("Country or region"),
    "field": mark("Field"),
    "fields": mark("Fields"),
    "status": mark("Status"),
    "province": mark("Province"),
    "place": mark("City"),
    "id": mark("Id"),
    "agreements": mark("Agreements"),
    "agreements_n": mark("{n} agreements"),
    "agreements_n_1": mark("1 agreement"),
    "organizations": mark("Organizations"),
    "countries": mark("Countries and regions"),
    "sources": mark("Sources"),
    "all": mark("All"),
    "not_stated": mark("not stated"),
    "undated": mark("undated"),
    "rest": mark("others"),
    "reset": mark("Clear filters"),
    "shown": mark("{n} organizations · {k} agreements drawn"),
    "subtitle": mark(
        "{n} organizations in view · {k} agreements drawn · {c} countries and regions · evidence "
        "to {d}"
    ),
    "zoom_in": mark("Zoom in"),
    "zoom_out": mark("Zoom out"),
    "fit": mark("Show all"),
    "close": mark("Close"),
    "stage_network": mark(
        "Network. Arrow keys walk to a partner, Home goes to the largest hub, Page Down to the "
        "next one, Enter opens its details, plus and minus zoom, 0 shows all, Escape clears."
    ),
    "legend_network": mark(
        "Size = partners, of other kinds where there are any · dashed = proposed · dotted = ended "
        "or unknown"
    ),
    "legend_map": mark("Line width and dot = agreements · lines are links, not routes"),
    "legend_flows": mark("Width = agreements · hatched = not stated"),
    "small_parts": mark("{n} small groups, {k} organizations"),
    "alone": mark("{k} organizations without a partner here"),
    "partners": mark("Partners"),
    "partners_n": mark("{n} partners"),
    "partners_n_1": mark("1 partner"),
    "hidden_n": mark("{n} agreements are hidden by filters."),
    "more_agreements": mark("{n} more; the CSV has all."),
    "map_label": mark("World map with {n} host countries and regions"),
    "map_tip": mark("{n} agreements, {k} of them with a party in China"),
    "off_map": mark("Off the frame:"),
    "hosts": mark("Host countries and regions"),
    "hosts_sub": mark("By number of agreements shown"),
    "flows_label": mark("Flows from province over field to country, {n} agreements"),
    "flows_table": mark("Flows as a table"),
    "as_table": mark("View as a table"),
    "nothing": mark("No agreement matches the filters."),
    "gaps_label": mark("Demand and supply by country and industry"),
    "gaps_title": mark("Where firms are and schools are not"),
    "gaps_sub": mark("Country by industry, under the weighted crosswalk"),
    "view_gaps_title": mark("Demand, and what this view serves of it"),
    "gaps_how": mark(
        "Supply is the number of teaching agreements that serve the industry. Underlined: unmet "
        "under all three crosswalks. Choose a cell for its sources."
    ),
    "view_gaps_how": mark(
        "Supply is the number of teaching agreements of this view that serve the industry; others "
        "may serve what it does not. Underlined: unmet in all the data under all three crosswalks. "
        "Choose a cell for its sources."
    ),
    "gaps_filters": mark(
        "Worked out for the whole view: of the filters only the country chooses rows here."
    ),
    "largest_gaps": mark("Largest unmet demand"),
    "largest_not_served": mark("Largest demand not served by this view"),
    "no_gaps": mark("No unmet demand is known."),
    "none_not_served": mark("This view serves all demand that is known."),
    "state_gap": mark("demand without any agreement"),
    "state_possible": mark("demand; an agreement without a stated field might serve it"),
    "state_short": mark("demand above supply"),
    "state_covered": mark("supply : demand; whether it is enough is not assessed"),
    "state_not_served": mark("demand not served by this view"),
    "state_not_assessable": mark(
        "demand; an agreement of this view without a stated field might serve it"
    ),
    "state_served": mark("supply of this view : demand"),
    "state_zero": mark("no demand recorded"),
    "state_unknown": mark("no demand data"),
    "unknown_help": mark(
        "Nothing is known of the demand of this country; that is not the same as no demand."
    ),
    "demand": mark("Demand"),
    "supply": mark("Supply"),
    "national_supply": mark("Supply in all the data"),
    "no_years": mark("years not stated"),
    "stable": mark("Crosswalks"),
    "stable_yes": mark("unmet in all the data under all three"),
    "stable_no": mark("not unmet in all the data under all three"),
    "demand_sources": mark("Sources of the demand"),
    "supply_agreements": mark("Agreements that serve it"),
    "overview": mark("Overview"),
    "at_a_glance": mark("At a glance"),
    "pick": mark("Choose an organization in the picture, in the list or by search."),
    "top_hubs": mark("Most partners"),
    "complete": mark("How complete the data are"),
    "with_date": mark("Agreements with a start date"),
    "with_field": mark("Agreements with a field"),
    "with_source": mark("Agreements with a source"),
    "unpaired": mark(
        "{n} agreements are not drawn: they have ended, are memberships of alliances, or name one "
        "party."
    ),
    "why": mark("Why look at it"),
    "reason_agreements": mark("{n} agreements behind it"),
    "reason_agreements_1": mark("1 agreement behind it"),
    "evidence": mark("Evidence"),
    "copy": mark("(copy on another host)"),
    "hubs_label": mark(
        "{n} organizations, by partners (of other kinds where there are any) unless another column "
        "is chosen; the same as the network."
    ),
    "show_more": mark("Show more ({n} left)"),
    "col_name": mark("Organization"),
    "col_kind": mark("Kind"),
    "col_country": mark("Country or region"),
    "col_partners": mark("Partners"),
    "col_reach": mark("Other countries"),
    "col_sole": mark("Have no one else"),
    "col_between": mark("Betweenness"),
    "offline": mark("Offline page: nothing leaves this file."),
}
_MEASURES: Final = ("hires", "headcount", "sites", "projects")


def page_texts() -> dict[str, dict[str, str]]:
    """Return the sentences in both languages.

    Examples
    --------
    >>> page_texts()["en"]["tab_gaps"]
    'Gaps'
    """
    texts: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        with speaking(language):
            texts[language] = {key: _(text) for key, text in _TEXTS.items()}
            texts[language] |= {f"reason_{code}": _(text) for code, text in sentences().items()}
            texts[language] |= {f"measure_{name}": term(name) for name in _MEASURES}
    return texts


def demand_texts(network: Network, gaps: Result) -> dict[str, str]:
    """Say in both languages what demand counts, of which years, and by whom."""
    claim = gaps.claim("demand_rung") or gaps.claim("gaps_unknown")
    said = {}
    for language in LANGUAGES:
        with speaking(language):
            said[str(language)] = sentence(claim, network) if claim else ""
    return said
