"""What began, ended and changed, and what a change would move."""

from typing import Final

from netintl.analyses.analysis import Analysis, Finding, Shown
from netintl.i18n import mark

TIME: Final = (
    Analysis(
        name="trends",
        question=mark("What began, ended, was renewed or fell silent, year by year?"),
        home="time.trends",
        command="trends",
        finding=Finding(("year",)),
        step=mark("Going through the years"),
        shown=Shown(section="trends"),
        pictures=("trends",),
    ),
    Analysis(
        name="survival",
        question=mark("How long do agreements last?"),
        home="time.survival",
        command="trends",
        finding=Finding(("group",), whole="all"),
        shown=Shown(section="trends"),
        pictures=("survival",),
    ),
    Analysis(
        name="renewals",
        question=mark("What became of agreements that ended?"),
        home="time.renewals",
        command="trends",
        finding=Finding(("agreement",)),
        shown=Shown(
            section="trends",
            caption=mark("What became of agreements that ended"),
            only="state not in ('dormant', 'no_news')",
        ),
    ),
    Analysis(
        name="shift",
        question=mark("Where do new agreements go since July 2023, and where did they before?"),
        home="time.shift",
        command="trends",
        finding=Finding(("region",)),
    ),
)
