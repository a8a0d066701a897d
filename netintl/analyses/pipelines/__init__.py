"""How many people a year can reach which firm, and what limits it."""

from typing import Final

from netintl.analyses.analysis import Analysis, Finding, Shown
from netintl.i18n import mark

CHAIN: Final = Finding(("school", "college", "enterprise"), ">")
ELEMENT: Final = Finding(("organization", "partner"), ">", loose=True)

PIPELINES: Final = (
    Analysis(
        name="pipelines",
        question=mark("Along which agreements do trained people reach enterprises?"),
        home="pipelines.pipelines",
        command="pipelines",
        finding=CHAIN,
        step=mark("Following the pipelines"),
        shown=Shown(
            section="pipelines",
            caption=mark("Chains from schools to enterprises (one per college and enterprise)"),
            distinct=("college", "enterprise"),
        ),
        pictures=("flows",),
        compared=("state", "persons_low", "persons_high", "limit"),
        key=("enterprise", "college", "school"),
        stored=True,
    ),
    Analysis(
        name="bottlenecks",
        question=mark("What limits the pipelines, and what would widen them?"),
        home="pipelines.bottlenecks",
        command="pipelines",
        finding=ELEMENT,
        shown=Shown(
            section="pipelines",
            caption=mark("What limits the pipelines, and what would widen them"),
            only="capacity == capacity",  # known: NaN is unequal to itself
            claims=False,
            needs_claim="limits",
        ),
    ),
    Analysis(
        name="throughput",
        question=mark("How many people a year reach enterprises, by field?"),
        home="pipelines.throughput",
        command="pipelines",
        finding=Finding(("field",), whole="all"),
        shown=Shown(section="pipelines", caption=mark("People a year by field"), rows="few"),
        compared=(
            "demand",
            "certain_low",
            "certain_high",
            "possible_low",
            "possible_high",
            "unmet",
        ),
        key=("field",),
    ),
    Analysis(
        name="unknowns",
        question=mark("Which figure should be asked for first?"),
        home="pipelines.unknowns",
        command="pipelines",
        finding=ELEMENT,
        shown=Shown(
            section="pipelines", caption=mark("Figures to ask for first"), rows="few", claims=False
        ),
    ),
    Analysis(
        name="redundancy",
        question=mark("How many independent ways lead from schools to each enterprise?"),
        home="pipelines.redundancy",
        command="pipelines",
        finding=Finding(("enterprise",)),
        shown=Shown(
            section="pipelines",
            caption=mark("Independent ways from schools to enterprises, fewest first"),
            rows="few",
            claims=False,
        ),
    ),
    Analysis(
        name="funnel",
        question=mark("Which steps from agreement to lasting work do the data show?"),
        home="pipelines.funnel",
        command="pipelines",
        finding=Finding(("step",)),
        shown=Shown(
            section="pipelines", caption=mark("From agreement to lasting work"), rows="few"
        ),
    ),
)
