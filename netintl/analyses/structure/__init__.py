"""Who holds the network together: size, hubs, roles, groups, one organization."""

from typing import Final

from netintl.analyses.analysis import Analysis, Finding, Highlight, Shown
from netintl.i18n import mark

_ORGANIZATION: Final = Finding(("organization",))

STRUCTURE: Final = (
    Analysis(
        name="summary",
        question=mark("How large and how dense is this network?"),
        home="structure.summary",
        command="summary",
        step=mark("Measuring the network"),
        shown=Shown(section="network", caption=mark("The network in figures"), rows="all"),
        compared=("value",),
        key=("measure", "group"),
    ),
    Analysis(
        name="hosts",
        question=mark("Which countries and regions do agreements reach?"),
        home="structure.hosts",
        command="summary",
        finding=Finding(("country",)),
    ),
    Analysis(
        name="flows",
        question=mark("From which provinces to which hosts and majors do agreements lead?"),
        home="structure.flows",
        command="summary",
        finding=Finding(("province", "country", "field")),
    ),
    Analysis(
        name="links",
        question=mark("Which links carry the network?"),
        home="structure.links",
        command="summary",
        finding=Finding(("organization", "partner"), ">"),
    ),
    Analysis(
        name="hubs",
        question=mark("Who holds the network together, and is it real or size?"),
        home="structure.hubs",
        command="hubs",
        finding=_ORGANIZATION,
        draws={"nulls": 500, "resamples": 500},
        large=True,
        step=mark("Drawing random networks beside it"),
        shown=Shown(
            section="hubs",
            caption=mark("Organizations that most of the network runs through"),
            only="degree > 0",
        ),
        highlight=Highlight(
            sentence=mark("Rank {n} by betweenness"),
            figure="rank",
            only="rank <= 30 and degree > 1",
        ),
        pictures=("hubs",),
        compared=("rank", "degree", "betweenness", "hub", "cut_point"),
        stored=True,
    ),
    Analysis(
        name="roles",
        question=mark("Which role does each organization play inside and between groups?"),
        home="structure.roles",
        command="hubs",
        finding=_ORGANIZATION,
        shown=Shown(
            section="hubs",
            caption=mark("Centres of groups"),
            only="role in ['provincial_hub', 'connector_hub', 'kinless_hub']",
            rows="few",
            claims=False,
        ),
        pictures=("roles",),
    ),
    Analysis(
        name="brokers",
        question=mark("Between whom does each organization mediate?"),
        home="structure.brokers",
        command="hubs",
        finding=_ORGANIZATION,
        draws={"nulls": 500},
        large=True,
        shown=Shown(
            section="hubs",
            caption=mark("Between whom the first brokers stand"),
            rows="few",
            claims=False,
        ),
    ),
    Analysis(
        name="concentration",
        question=mark("How much lies in few countries, provinces, brands?"),
        home="structure.concentration",
        command="hubs",
        finding=Finding(("dimension",)),
        shown=Shown(
            section="hubs",
            caption=mark("How much lies in few countries, provinces, brands"),
            rows="all",
            claims=False,
        ),
    ),
    Analysis(
        name="communities",
        question=mark("Which groups work among themselves, and what have they in common?"),
        home="structure.communities",
        command="communities",
        finding=Finding(("community",)),
        draws={"resamples": 100, "nulls": 50},
        large=True,
        step=mark("Looking for groups"),
        shown=Shown(section="communities", caption=mark("Groups with many links inside")),
    ),
    Analysis(
        name="profile",
        question=mark("Which agreements and partners has one organization?"),
        home="structure.profile",
        command="profile",
        finding=Finding(("agreement",)),
        shown=Shown(section="partners", caption=mark("Agreements"), rows="all"),
        of_one=True,
    ),
    Analysis(
        name="ego",
        question=mark("Who are the partners of one organization, and which of them work together?"),
        home="structure.ego",
        command="profile",
        finding=Finding(("organization", "partner"), ">"),
        of_one=True,
    ),
)
