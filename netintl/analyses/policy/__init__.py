"""How far the policy's aims are reached."""

from typing import Final

from netintl.analyses.analysis import Analysis, Finding, Shown
from netintl.i18n import mark

POLICY: Final = (
    Analysis(
        name="progress",
        question=mark("Are we on the policy's targets?"),
        home="policy.progress",
        command="progress",
        finding=Finding(("measure",)),
        step=mark("Holding it against the policy"),
        shown=Shown(section="progress", caption=mark("Scorecard"), rows="all"),
    ),
    Analysis(
        name="conditions",
        question=mark("Which conditions does each school pass?"),
        home="policy.progress",
        command="progress",
        finding=Finding(("organization", "condition")),
        shown=Shown(
            section="progress",
            caption=mark("Conditions passed by the schools that pass most"),
            only="state == 'pass'",
            rows="few",
            counted="organization",
            claims=False,
        ),
    ),
    Analysis(
        name="provinces",
        question=mark("Which provinces have schools that work abroad?"),
        home="policy.progress",
        command="progress",
        finding=Finding(("province",)),
        shown=Shown(section="progress", caption=mark("Provinces"), rows="all"),
    ),
    Analysis(
        name="brands",
        question=mark("How far has each brand come?"),
        home="policy.brands",
        command="progress",
        finding=Finding(("brand",)),
        shown=Shown(section="progress", caption=mark("Brands"), rows="all"),
    ),
    Analysis(
        name="impact",
        question=mark("Which rows of the International Impact Table can the data fill?"),
        home="policy.impact",
        command="progress",
        finding=Finding(("row",)),
        shown=Shown(
            section="progress",
            caption=mark("Rows of the International Impact Table"),
            rows="all",
        ),
    ),
)
