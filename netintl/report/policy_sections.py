"""The sections of a report on what comes next: matches, policy progress, trends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintl.documents.blocks import Heading
from netintl.i18n import _
from netintl.report.result_tables import notes_block, result_table
from netintl.report.sections import present

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.documents.blocks import Block, Picture
    from netintl.report.context import Context

_FEWER = 10  # rows of a table that adds to a principal one


def matches_section(context: Context, pictures: Mapping[str, Picture]) -> list[Block]:
    """Show the pairs to bring together next, and how such matches did in a test."""
    del pictures
    table = context.results["match_pairs"].table.head(context.recipe.rows)
    test = context.results["match_evaluation"].table
    return [
        Heading(_("Partner matches"), "matches"),
        result_table(context, "match_pairs", table, _("Pairs to bring together next")),
        *notes_block(context, "match_pairs"),
        result_table(
            context,
            "match_evaluation",
            test,
            _("The same scores, tested on agreements they were not shown"),
        ),
        *notes_block(context, "match_evaluation"),
    ]


def partners_section(context: Context, pictures: Mapping[str, Picture]) -> list[Block]:
    """Show the agreements of one organization, and whom it could approach next."""
    del pictures
    results, rows = context.results, context.recipe.rows
    return [
        Heading(_("Agreements and partners"), "partners"),
        result_table(context, "profile", results["profile"].table, _("Agreements")),
        *notes_block(context, "profile"),
        result_table(
            context, "matches", results["matches"].table.head(rows), _("Whom to approach next")
        ),
        *notes_block(context, "matches"),
    ]


def progress_section(context: Context, pictures: Mapping[str, Picture]) -> list[Block]:
    """Show how far the policy's aims are reached."""
    results = context.results
    conditions = results["conditions"].table
    first = conditions["organization"].drop_duplicates().head(_FEWER)
    passed = conditions[conditions["organization"].isin(first) & (conditions["state"] == "pass")]
    return [
        Heading(_("Policy progress"), "progress"),
        result_table(context, "progress", results["progress"].table, _("Scorecard")),
        *notes_block(context, "progress"),
        *present(pictures, "shift"),
        result_table(
            context, "conditions", passed, _("Conditions passed by the schools that pass most")
        ),
        result_table(context, "provinces", results["provinces"].table, _("Provinces")),
        *notes_block(context, "provinces"),
        result_table(context, "brands", results["brands"].table, _("Brands")),
        *notes_block(context, "brands"),
        result_table(
            context, "impact", results["impact"].table, _("Rows of the International Impact Table")
        ),
        *notes_block(context, "impact"),
    ]


def trends_section(context: Context, pictures: Mapping[str, Picture]) -> list[Block]:
    """Show what began and ended, and how long agreements last."""
    ended = context.results["renewals"].table
    ended = ended[ended["state"] != "dormant"].head(context.recipe.rows)
    return [
        Heading(_("Trends"), "trends"),
        *present(pictures, "years", "survival"),
        *notes_block(context, "trends", "survival"),
        result_table(context, "renewals", ended, _("What became of agreements that ended")),
        *notes_block(context, "renewals"),
    ]
