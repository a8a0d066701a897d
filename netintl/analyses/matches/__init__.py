"""Whom to approach next, why, and whether such advice would have been right."""

from typing import Final

from netintl.analyses.analysis import Analysis, Finding, Shown
from netintl.i18n import mark

MATCHES: Final = (
    Analysis(
        name="match_pairs",
        question=mark("Which two organizations should be brought together next?"),
        home="matches.matches",
        command="matches",
        finding=Finding(("organization", "partner")),
        step=mark("Looking for matches"),
        shown=Shown(section="matches", caption=mark("Pairs to bring together next")),
        stored=True,
    ),
    Analysis(
        name="matches",
        question=mark("Whom should one organization approach next?"),
        home="matches.matches",
        command="matches",
        finding=Finding(("organization",)),
        shown=Shown(section="partners", caption=mark("Whom to approach next")),
        of_one=True,
    ),
    Analysis(
        name="match_evaluation",
        question=mark("Would such advice have been right?"),
        home="matches.evaluation",
        command="matches",
        finding=Finding(("test",)),
        step=mark("Testing matches on later agreements"),
        shown=Shown(
            section="matches",
            caption=mark("The same scores, tested on agreements they were not shown"),
            rows="all",
        ),
    ),
)
