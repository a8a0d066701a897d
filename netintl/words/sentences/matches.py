"""The sentences of whom to approach next, by the code of their claim."""

from __future__ import annotations

from netintl.i18n import mark

MATCHES = {
    "match_filters": mark(
        "Left out before scoring: {linked} that cooperate now, in all data and not only in this "
        "view; {kin} that do so through a parent or a site, or are of one family; {closed} "
        "closed; {level} of a level that does not fit; {field} without a shared field; "
        "{placeholder} with a name that stands for others; {excluded} excluded. {left} are left."
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
        "Test on later links ({scope:scope}): of {later} pairs first linked on or after {day}, "
        "{positives} join two organizations that had partners before, among {pairs} feasible "
        "pairs; {told} of them are stated by a source that also states an earlier agreement. "
        "{undated} undated agreements are in neither part."
    ),
    "match_test_hidden": mark(
        "Test on hidden links ({scope:scope}): {agreements} agreements that have not ended form "
        "{clusters} clusters that share no source and no pair of parties. A fifth of the clusters "
        "is hidden at a time, in {splits} random splits; in each, {positives} to {positives_high} "
        "pairs are to be found among {pairs} to {pairs_high} feasible ones (all folds added up). "
        "No order in time is kept, so this says less about the future."
    ),
    "match_one_cluster": mark(
        "Test on hidden links ({scope:scope}): left out, since shared sources and parties join "
        "all {agreements} agreements that have not ended, and none can be hidden without another "
        "that tells of it."
    ),
    "match_few": mark(
        "{measure:term} ({scope:scope}): {positives} pairs to find are fewer than {enough}, so "
        "hits are counted and no rate is given."
    ),
    "match_auc": mark(
        "{measure:term} ({scope:scope}): the hybrid, its weights chosen without the links to be "
        "found, has an AUC of {low:.2f} to {high:.2f} over {splits} random splits (mean "
        "{auc:.2f}; .5 is chance)."
    ),
    "match_groups": mark(
        "{measure:term} ({scope:scope}): where the two share a partner ({shared:.1f} pairs to find "
        "in a split) the AUC is {auc_shared:.2f}, elsewhere ({elsewhere:.1f} pairs) "
        "{auc_elsewhere:.2f}."
    ),
    "match_first": mark(
        "{measure:term} ({scope:scope}): among the first 50 pairs of each ranking the hybrid finds "
        "{hybrid:.1f} in all, in the mean of the splits; the best single part for this, "
        "{name:term}, finds {other:.1f}."
    ),
    "match_gain": mark(
        "{measure:term} ({scope:scope}): the hybrid has an AUC of {hybrid:.3f}, {name:term} "
        "{other:.3f}, in the mean of the splits; the difference is {gain:.3f} (95% interval over "
        "splits and clusters {low:.3f} to {high:.3f})."
    ),
    "match_no_gain": mark(
        "{measure:term} ({scope:scope}): the hybrid is not shown to beat {name:term}: AUC "
        "{hybrid:.3f} against {other:.3f}, in the mean of the splits; difference {gain:.3f} (95% "
        "interval over splits and clusters {low:.3f} to {high:.3f})."
    ),
}
