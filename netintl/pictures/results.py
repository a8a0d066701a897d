"""Pictures of results: ranks, roles, survival, years, and before against after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.figures import (
    Caption,
    draw_rank_intervals,
    draw_roles,
    draw_slopes,
    draw_survival,
    draw_years,
)
from netintl.i18n import _, current_language
from netintl.model.places import countries, regions
from netintl.model.terms import term
from netintl.network.places import agreement_hosts
from netintl.pictures.network import KINDS_SHOWN
from netintl.words.basis import footer
from netintl.words.wording import group_label, label, number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.network.network import Network

_RANKED = 20
_LEVEL = 0.05
_SURE = 10
_FEWEST = 10  # agreements of a group from which a curve is drawn
_YEARS = 20
_NOTICE = np.datetime64("2023-07-01", "D")


def hubs_figure(network: Network, hubs: Result, *, preset: str = "slide") -> Figure | None:
    """Draw the first ranks with the range they keep when evidence may be wrong."""
    table = hubs.table[(hubs.table["degree"] > 0) & hubs.table["rank_low"].notna()].head(_RANKED)
    if table.empty:
        return None
    rows = pd.DataFrame(
        {
            "label": _names(network, table["organization"]),
            "kind": table["kind"].to_numpy(),
            "rank": table["rank"].to_numpy(dtype=float),
            "median": table["rank_median"].to_numpy(),
            "low": table["rank_low"].to_numpy(),
            "high": table["rank_high"].to_numpy(),
            "share": table["top_share"].to_numpy(),
            "marked": (table["p_adjusted"] <= _LEVEL).to_numpy(),
        }
    )
    first = table.head(_SURE)
    sure = int((first["rank_high"] <= _SURE).sum())
    title = _(
        "Of the first {count}, {sure} stay among the first ten when weak evidence fails"
    ).format(count=len(first), sure=number(sure))
    subtitle = _(
        "Bar = 5–95 % of {draws} networks redrawn by the confidence of the evidence; the mark of a "
        "kind = median; stroke = rank found; star = more betweenness than its partners explain."
    ).format(draws=number(float(hubs.settings["resamples"])))
    return draw_rank_intervals(
        rows,
        text=Caption(title, subtitle, footer(network)),
        axis_label=_("Rank by {measure}, 1 is first").format(measure=_heading(hubs)),
        share_label=_("Chance of top ten"),
        kind_labels=_kinds(rows["kind"]),
        signs={"found": _("rank found"), "marked": _("more than its partners explain")},
        preset=preset,
    )


def roles_figure(network: Network, roles: Result, *, preset: str = "slide") -> Figure | None:
    """Draw the map of roles."""
    table = roles.table[roles.table["role"] != "not_assessable"]
    table = table[table["within_z"].notna() & table["spread"].notna()]
    if table.empty:
        return None
    rows = pd.DataFrame(
        {
            "label": _names(network, table["organization"]),
            "kind": table["kind"].to_numpy(),
            "participation": table["spread"].to_numpy(dtype=float),
            "z": table["within_z"].to_numpy(dtype=float),
        }
    )
    hubs = int(table["role"].str.endswith("hub").sum())
    joining = int((table["role"] == "connector_hub").sum())
    title = _("Centres of groups: {hubs}; of these joining several groups: {joining}").format(
        hubs=number(hubs), joining=number(joining)
    )
    subtitle = _(
        "Along: spread of links over groups; up: links inside the own group against the others "
        "there. Organizations that cannot be assessed are not drawn."
    )
    names = ("ultra_peripheral", "peripheral", "connector", "kinless", "provincial_hub",
             "connector_hub", "kinless_hub")  # fmt: skip
    return draw_roles(
        rows,
        text=Caption(title, subtitle, footer(network)),
        role_labels={name: term(name) for name in names},
        axis_labels=(_("Participation over groups"), _("z inside its group")),
        kind_labels=_kinds(rows["kind"]),
        preset=preset,
    )


def survival_figure(network: Network, survival: Result, *, preset: str = "slide") -> Figure | None:
    """Draw how long agreements last, one curve per group, the largest five."""
    table = survival.table
    sizes = table.groupby("group", sort=True)["at_risk"].max()
    sizes = sizes[sizes >= _FEWEST]
    if sizes.empty:
        return None
    order = sizes.sort_index().sort_values(ascending=False, kind="stable").index
    labels = {str(name): group_label(str(name)) for name in order}
    note = survival.note("survival")
    facts = dict(note.facts) if note else {"count": 0, "ended": 0}
    title = _("{ended} of {count} dated agreements are known to have ended").format(
        ended=number(facts["ended"]), count=number(facts["count"])
    )
    subtitle = _(
        "Kaplan–Meier share of agreements that still run so many years after their start; area = "
        "95 % range; strokes = last seen running. Endings are seldom recorded: an upper bound."
    )
    return draw_survival(
        table,
        text=Caption(title, subtitle, footer(network)),
        axis_labels=(_("Years since the start"), _("Share that still runs")),
        group_labels=labels,
        risk_label=_("Still observed"),
        preset=preset,
    )


def trends_figure(network: Network, trends: Result, *, preset: str = "slide") -> Figure | None:
    """Draw what began, ended and held, year by year."""
    rows = trends.table[["year", "born", "ended", "active", "lagging"]].tail(_YEARS)
    if rows.empty:
        return None
    sure = rows[~rows["lagging"].astype(bool)]
    best = (sure if len(sure) else rows).sort_values(["born", "year"]).iloc[-1]
    title = _("Most agreements began in {year}: {count}").format(
        year=int(best["year"]), count=number(float(best["born"]))
    )
    subtitle = _(
        "Dated agreements only. In hatched years publication lags by up to 18 months: a decline "
        "there may be none."
    )
    return draw_years(
        rows,
        text=Caption(title, subtitle, footer(network)),
        axis_labels=(_("Agreements that hold at the end of the year"), _("Begun and ended")),
        signs={
            "born": _("begun"),
            "ended": _("ended"),
            "active": _("hold at the end of the year"),
            "lagging": _("publication lag"),
        },
        preset=preset,
    )


def shift_figure(network: Network, *, preset: str = "slide") -> Figure | None:
    """Draw the share of new agreements by region of the host, before and after July 2023."""
    shares = new_agreements_by_region(network)
    if shares.empty:
        return None
    language = current_language()
    known = regions()
    rows = pd.DataFrame(
        {
            "label": [known[code].label(language) for code in shares["region"]],
            "before": (shares["before"] * 100).round(1),
            "after": (shares["after"] * 100).round(1),
        }
    )
    step = (shares["after"].fillna(0) - shares["before"].fillna(0)).to_numpy()
    top = int(np.argmax(step))
    title = _("Since July 2023 new agreements shift towards {region}").format(
        region=rows["label"].iloc[top]
    )
    subtitle = _(
        "Share of new dated agreements by region of the host, percent; an agreement with several "
        "hosts is spread evenly. Descriptive: other causes are not held apart."
    )
    return draw_slopes(
        rows,
        text=Caption(title, subtitle, footer(network)),
        ends=(_("Before July 2023"), _("Since July 2023")),
        absent=_("none"),
        preset=preset,
    )


def new_agreements_by_region(network: Network) -> pd.DataFrame:
    """Return the share of each region of hosts in new agreements before and after July 2023."""
    places = countries()
    hosts = agreement_hosts(network)
    known = [places[code].region if code in places else "" for code in hosts["country"]]
    frame = hosts.assign(region=known)[["agreement", "region"]]
    frame = frame[frame["region"] != ""].drop_duplicates()
    start = network.starts[frame["agreement"].to_numpy(dtype=np.int64)]
    frame = frame[~np.isnat(start)].assign(after=(start >= _NOTICE)[~np.isnat(start)])
    if frame.empty or frame["after"].nunique() < 2:  # noqa: PLR2004 - before and after
        return pd.DataFrame(columns=["region", "before", "after"])
    frame["share"] = 1 / frame.groupby("agreement")["region"].transform("size")
    table = frame.pivot_table(index="region", columns="after", values="share", aggfunc="sum")
    table = table / table.sum(axis=0)
    table.columns = pd.Index(["before", "after"])
    return pd.DataFrame(table.sort_index().reset_index())


def _heading(hubs: Result) -> str:
    """Return the heading of the measure that ranks."""
    by = str(hubs.settings["by"])
    return next(c.label(current_language()) for c in hubs.columns if c.name == by)


def _names(network: Network, ids: pd.Series) -> list[str]:
    language = current_language()
    return [network.name(network.code_of[name], language) for name in ids]


def _kinds(kinds: pd.Series) -> dict[str, str]:
    present = set(kinds)
    return {kind: label("kinds", kind) for kind in KINDS_SHOWN if kind in present}
