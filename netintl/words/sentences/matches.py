"""The sentences of whom to approach next, by the code of their claim."""

from __future__ import annotations

from netintl.i18n import mark

MATCHES = {
    "match_filters": mark(
        "Left out before scoring: {linked} that cooperate now, in all data and not only in this "
        "view; {kin} that do so through a parent or a site, or are of one family; {closed} closed; "
        "{level} of a level that does not fit; {field} without a shared field; {placeholder} with "
        "a name that stands for others; {excluded} excluded. {left} are left."
    ),
    "match_lead": mark(
        "The highest score, {score:.2f}, has {name:organization}. Both work with: "
        "{via:organization} (agreements behind it: {agreements})."
    ),
    "match_cooperated_before": mark(
        "{count} of those shown cooperated before, themselves or through a parent or a site; "
        "these agreements have ended."
    ),
    "match_memorandum": mark(
        "{count} of those shown have a memorandum or a proposal between them and no agreement yet."
    ),
    "match_unnamed": mark(
        "{id:organization} stands for organizations that are not named, so nobody is proposed."
    ),
    "match_shared_only": mark(
        "More than {count} pairs are possible; only those that share a partner were scored."
    ),
    "match_none": mark("No organization passes the filters."),
    "match_part_unknown": mark(
        "The part “{name:term}” is unknown for every candidate and is left out of the scores."
    ),
    "match_isolated": mark(
        "{id:organization} has no partner yet, so nothing can be said of shared partners; "
        "country, fields and evidence alone make the order."
    ),
    "match_test_later": mark(
        "Test on later links: of {later} pairs first linked on or after {day}, {positives} join "
        "two organizations that had partners before, among {pairs} feasible pairs. {undated} "
        "undated agreements are in neither part."
    ),
    "match_test_hidden": mark(
        "Test on hidden links: a fifth of the agreements is hidden at a time; {positives} pairs "
        "they link are to be found among {pairs} feasible ones (all folds added up). No order in "
        "time is kept, so this says less about the future."
    ),
    "match_few": mark(
        "{measure:term}: {positives} pairs to find are fewer than {enough}, so hits are counted "
        "and no rate is given."
    ),
    "match_first": mark(
        "{measure:term}: among the first 50 pairs of each ranking the hybrid finds {hybrid} in "
        "all; the best single part for this, {name:term}, finds {other}."
    ),
    "match_gain": mark(
        "{measure:term}: the hybrid, its weights chosen without the links to be found, has an AUC "
        "of {hybrid}, {name:term} {other}; the difference is {gain} (95% interval {low} to "
        "{high})."
    ),
    "match_no_gain": mark(
        "{measure:term}: the hybrid is not shown to beat {name:term}: AUC {hybrid} against "
        "{other}, difference {gain} (95% interval {low} to {high})."
    ),
}
