"""Where firms have gone without schools, by country and industry."""

from typing import Final

from netintl.analyses.analysis import Analysis, Finding, Highlight, Shown
from netintl.i18n import mark

_CELL: Final = Finding(("country", "industry"))
_COUNTRY: Final = Finding(("country",))

GAPS: Final = (
    Analysis(
        name="gaps",
        question=mark("Where have firms gone without schools?"),
        home="gaps.gaps",
        command="gaps",
        finding=_CELL,
        step=mark("Comparing demand and supply"),
        shown=Shown(
            section="gaps",
            caption=mark(
                "Demand by country and industry that is unmet or not served, stable gaps first"
            ),
            only="verdict in ['gap', 'possible', 'short', 'not_served', 'not_assessable']",
            none=mark("No demand of industries is known, so no gap is assessable."),
        ),
        pictures=("gaps",),
        compared=("verdict", "stable", "supply", "persons", "gap", "coverage"),
        stored=True,
    ),
    Analysis(
        name="fillers",
        question=mark("Which schools could fill a gap?"),
        home="gaps.fillers",
        command="gaps",
        finding=Finding(("country", "industry", "school")),
        shown=Shown(
            section="gaps",
            caption=mark("Schools whose majors are nearest to the first gaps"),
            rows="few",
        ),
    ),
    Analysis(
        name="balance",
        question=mark("Where has education another mix than demand?"),
        home="gaps.indices",
        command="gaps",
        finding=_COUNTRY,
        shown=Shown(
            section="gaps",
            caption=mark("Countries whose education has another mix than their demand"),
            rows="few",
        ),
    ),
    Analysis(
        name="coordination",
        question=mark("Where do education and industry go together least?"),
        home="gaps.indices",
        command="gaps",
        finding=_COUNTRY,
        shown=Shown(
            section="gaps",
            caption=mark("How far education and industry go together, least first"),
            rows="few",
        ),
    ),
    Analysis(
        name="connection",
        question=mark("Which fitting schools and enterprises does no short path join?"),
        home="gaps.connection",
        command="gaps",
        finding=_CELL,
        shown=Shown(
            section="gaps",
            caption=mark(
                "Fitting schools and enterprises in one country and how many no short path joins"
            ),
            rows="few",
        ),
    ),
    Analysis(
        name="intensity",
        question=mark("Which provinces and host countries work together less than expected?"),
        home="gaps.intensity",
        command="gaps",
        finding=Finding(("province", "country"), ">"),
        shown=Shown(
            section="gaps",
            caption=mark("Provinces and host countries that work together less than expected"),
            rows="few",
        ),
    ),
    Analysis(
        name="fragility",
        question=mark("What breaks when one organization leaves or one partnership ends?"),
        home="pipelines.fragility",
        command="gaps",
        finding=Finding(("organization", "partner"), ">", loose=True),
        step=mark("Looking for single points of failure"),
        shown=Shown(
            section="gaps",
            caption=mark("What breaks when one organization leaves or one partnership ends"),
            rows="few",
        ),
        highlight=Highlight(
            sentence=mark("Without it {n} organizations lose the largest group"),
            figure="severed",
            only="element == 'organization' and severed >= 3",
        ),
        stored=True,
    ),
    Analysis(
        name="next_fields",
        question=mark("Which majors would come next in a country?"),
        home="gaps.relatedness",
        command="gaps",
        finding=_COUNTRY,
        draws={"nulls": 200},
        shown=Shown(
            section="gaps",
            caption=mark("Majors that would come next, by kinship with those already there"),
            rows="few",
        ),
    ),
)
