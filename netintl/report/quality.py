"""How good the data are: coverage, issues, and the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from netintl.analyses.claim import Claim
from netintl.analyses.quality.completeness import known_of_agreements
from netintl.documents.blocks import Cell, Heading, Paragraph, Table
from netintl.i18n import _, current_language
from netintl.ingest.issues import grouped
from netintl.model.issue_codes import issue_codes
from netintl.model.proposals import listed
from netintl.words.basis import basis_line
from netintl.words.claims import sentence
from netintl.words.wording import label, number

if TYPE_CHECKING:
    import pandas as pd

    from netintl.documents.blocks import Block
    from netintl.ingest.issues import Group
    from netintl.network.network import Network
    from netintl.report.context import Context

_SHOWN: Final = 40  # groups of issues


def coverage(network: Network) -> pd.DataFrame:
    """Tell, for each chosen agreement, what is known: dated, status, fields, persons, source."""
    return known_of_agreements(network)[network.chosen]


def share_of_agreements(network: Network) -> dict[str, float]:
    """Return the share of agreements for which each thing is known (0 to 1; NaN when empty)."""
    known = coverage(network).drop(columns="kind")
    if known.empty:
        return dict.fromkeys(known.columns, float("nan"))
    return {str(name): float(share) for name, share in known.mean().items()}


def quality_section(context: Context) -> list[Block]:
    """Show coverage by kind of agreement, the issues by code, and the ledger of every file."""
    return [
        Heading(_("How good the data are"), "quality"),
        _coverage_table(context.network),
        *_issues(context),
        _ledger_table(context),
    ]


def _coverage_table(network: Network) -> Table:
    known = coverage(network)
    columns = ["dated", "status", "fields", "persons", "source"]
    shares_by_kind = known.groupby("kind")[columns].mean().to_dict("index")
    sizes = known.groupby("kind").size().sort_values(ascending=False, kind="stable").to_dict()
    rows = [
        (
            Cell(label("agreement_kinds", str(kind))),
            Cell(number(size)),
            *[Cell(f"{shares_by_kind[kind][name]:.0%}") for name in columns],
        )
        for kind, size in sizes.items()
    ]
    whole = share_of_agreements(network)
    shares = [Cell("–" if np.isnan(whole[name]) else f"{whole[name]:.0%}") for name in columns]
    rows.append((Cell(_("All agreements")), Cell(number(len(known))), *shares))
    headings = (
        _("Kind of agreement"), _("Agreements"), _("Dated"), _("Status known"), _("Subject coded"),
        _("Persons stated"), _("With source"),
    )  # fmt: skip
    return Table(
        caption=_("Coverage: share of agreements for which something is known"),
        headings=headings,
        rows=tuple(rows),
        numeric=(False, *[True] * 6),
        basis=basis_line(network),
    )


def _issues(context: Context) -> list[Block]:
    issues = context.package.issues
    if issues.empty:
        return [Paragraph(sentence(Claim("no_issues", scope="known"), context.network))]
    groups = grouped(issues)
    basis = _("Each place stands in issues.csv beside this report.")
    if len(groups) > _SHOWN:
        rest = _("{n} more groups are left out here.").format(n=number(len(groups) - _SHOWN))
        basis = f"{rest} {basis}"
    return [
        Table(
            caption=_("Issues found in the files, errors and causes first"),
            headings=(
                _("Severity"), _("Meaning"), _("Where"), _("Places"), _("Example"), _("What to do"),
            ),
            rows=tuple(_issue_row(group) for group in groups[:_SHOWN]),
            numeric=(False, False, False, True, False, False),
            basis=basis,
        )
    ]  # fmt: skip


def _issue_row(group: Group) -> tuple[Cell, ...]:
    language, issue = current_language(), group.example
    row = _("row {row}").format(row=issue.row) if issue.row else ""
    return (
        Cell(_severity(issue.severity)),
        Cell(f"{issue_codes()[issue.code].title(language)} ({issue.code})"),
        Cell(listed(filter(None, (issue.file, issue.column)))),
        Cell(number(group.count)),
        Cell(": ".join(filter(None, (row, issue.value)))),
        Cell(issue.cure(language)),
    )


def _severity(severity: str) -> str:
    return {"error": _("error"), "warning": _("warning"), "info": _("information")}[severity]


def _ledger_table(context: Context) -> Table:
    ledger = context.package.ledger
    counted = ("read", "kept", "merged", "rejected")
    rows = [
        (Cell(row["file"]), *[Cell(number(row[name])) for name in counted])
        for row in ledger.table.to_dict("records")
    ]
    totals = [Cell(number(ledger.total(name))) for name in counted]
    return Table(
        caption=_("Ledger: rows read = kept + merged + rejected"),
        headings=(_("File"), _("Read"), _("Kept"), _("Merged"), _("Rejected")),
        rows=(*rows, (Cell(_("All files")), *totals)),
        numeric=(False, *[True] * 4),
        basis=_("Rejected and merged rows stand in rejected.csv, each with its reason."),
    )
