"""The sentences of what changed and how long it lasts, by the code of their claim."""

from __future__ import annotations

from netintl.i18n import mark

TIME = {
    "reconciled": mark("{measure:term}: {before} + {appeared} appeared − {ended} ended = {after}."),
    "renewed": mark("{count} agreements renew one of the same kind, brand and parties."),
    "nothing_moved": mark("No figure moved."),
    "silent_ends": mark(
        "Of {count} agreements that have ended no end date is stated; they count in no year's "
        "endings."
    ),
    "lag": mark(
        "From {first:year} to {last:year} publication lags by up to 18 months: a decline there "
        "may be none."
    ),
    "peak_begun": mark(
        "The most known starts in one year: {count} of {total} agreements, in {years:year}."
    ),
    "peak_signed": mark(
        "The most known signings in one year: {count} of {total} agreements, in {years:year}."
    ),
    "peak_events": mark("The most known events in one year: {count} of {total}, in {years:year}."),
    "peak_reported": mark(
        "The most dated reports in one year: {count} of {total} agreements, in {years:year}."
    ),
    "survival": mark(
        "{count} agreements are followed from their start or signing: {no_follow_up} have no news "
        "after their start, and {one_year} are known to have lasted a year or more."
    ),
    "survival_ended": mark(
        "{count} of those followed have ended, or have passed their stated end with no sign that "
        "they went on."
    ),
    "survival_none_ended": mark(
        "Of the {count} agreements followed no ending is known, so nothing tells how long "
        "agreements last."
    ),
    "survival_unsaid": mark("Of {count} that have ended no source says when."),
    "not_followed": mark(
        "Not followed: {undated} agreements without a date, {reported} with the date of a report "
        "alone, and {one_off} courses and deliveries, or known only by the day of an event, which "
        "do not last."
    ),
    "few_followed": mark(
        "Fewer than {fewest} agreements are followed, so nothing is said of how long they last."
    ),
    "survival_reach": mark(
        "At {years:.1f} years after the start, the last point at which {fewest} agreements or "
        "more are followed, an estimated {share:.0%} (95% interval {low:.0%} to {high:.0%}) have "
        "not ended."
    ),
    "median_survival": mark(
        "An estimated half of the agreements last longer than {years:.1f} years; {at_risk} were "
        "still followed then."
    ),
    "renewals": mark(
        "Of {over} cooperation agreements that have ended or passed their end, {one_off} are "
        "courses or deliveries, or known only by the day of an event; of the other {count}, "
        "{renewed} have a successor, {continued} went on, {past_end} passed their end with no "
        "later news and {lapsed} ended without a known successor."
    ),
    "renewals_one_off": mark(
        "Of {over} cooperation agreements that have ended or passed their end, all are courses "
        "or deliveries, or known only by the day of an event; of these no successor is asked."
    ),
    "silences": mark(
        "Of {silent} cooperation agreements without news for 24 months, {one_off} are courses "
        "or deliveries, or known only by the day of an event; of the other {count}, {dormant} are "
        "dormant (a source called them active, and a party has newer evidence) and of {no_news} "
        "nothing is known."
    ),
    "silences_one_off": mark(
        "Of {silent} cooperation agreements without news for 24 months, all are courses or "
        "deliveries, or known only by the day of an event."
    ),
    "shift": mark(
        "{region:region} has {after:.0%} of the {count_after} new agreements known to be of July "
        "2023 or later, against {before:.0%} of the {count_before} before."
    ),
    "shift_few": mark(
        "{count_before} new agreements are known to be of before July 2023 and {count_after} of "
        "later: with fewer than {fewest} in either, no shift is said."
    ),
    "shift_unclear": mark(
        "{count} agreements are dated 2023 without a month, or reported later without a start; "
        "they count neither before July 2023 nor since."
    ),
    "descriptive": mark(
        "Shares before and after July 2023 are descriptive: other causes are not held apart, and "
        "the last 18 months are reported late."
    ),
}
