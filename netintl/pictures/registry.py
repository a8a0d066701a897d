"""The one list of pictures; ``draw``, reports, slides and gallery take them from here.

The list is light: what draws is imported when it draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from netintl.analyses.registry import ANALYSES
from netintl.i18n import mark
from netintl.model.framing import framed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.network.network import Network


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture: what it is called, and of which analyses it is drawn.

    ``<name>_figure`` in the module ``netintl.pictures.<name>`` draws it of their results;
    ``drawn`` tells whether it shows random draws.
    """

    name: str
    title: str
    analyses: tuple[str, ...]
    drawn: bool = True

    def figure(
        self, network: Network, results: Mapping[str, Result], **settings: Any
    ) -> Figure | None:
        """Draw the picture; a result that is not there yet is made.

        Parameters
        ----------
        settings
            Options of the picture, and those of its analyses, which are then made anew.
        """
        from netintl.network.additions import speaking_of  # noqa: PLC0415 - loads pandas
        from netintl.network.national import framing_of  # noqa: PLC0415 - loads NumPy

        needed = [ANALYSES[name] for name in self.analyses]
        theirs = {name for each in needed for name in each.arguments} - {"network"}
        options = {name: settings.pop(name) for name in theirs & settings.keys()}
        known = {} if options else results
        found = [
            known.get(each.name) or each.run(network, drawn=self.drawn, **options)
            for each in needed
        ]
        module = import_module(f"netintl.pictures.{self.name}")
        draw: Callable[..., Figure | None] = getattr(module, f"{self.name}_figure")
        with speaking_of(network), framed(framing_of(network)):
            return draw(network, *found, **settings)


PICTURES: Final[Mapping[str, Drawing]] = {
    each.name: each
    for each in (
        Drawing("network", mark("The network"), ("links", "hubs"), drawn=False),
        Drawing("map", mark("The map"), ("hosts",)),
        Drawing("gaps", mark("Gaps"), ("gaps", "hosts")),
        Drawing("flows", mark("Flows"), ("flows",)),
        Drawing("profile", mark("One organization"), ("profile", "ego")),
        Drawing("hubs", mark("How sure ranks of hubs are"), ("hubs",)),
        Drawing("roles", mark("Roles in groups"), ("roles",)),
        Drawing("trends", mark("Trends"), ("trends",)),
        Drawing("survival", mark("Survival of agreements"), ("survival",)),
        Drawing("shift", mark("The shift since July 2023"), ("shift",)),
    )
}

# Titles that say what the headline of the same result says.
REPEATED: Final = frozenset(("gaps_title", "gaps_not_served_title"))
# Claims that are the title of a picture; a report says them there alone.
TITLES: Final = frozenset(
    (
        "most_paths", "no_leader", "no_paths", "centres", "rank_intervals", "tied_places",
        "hosts_reached", "host_reached", "flows_lead", "gaps_title", "gaps_not_served_title",
        "peak_begun", "peak_signed", "peak_events", "peak_reported", "survival_reach",
        "survival_none_ended", "shift",
    )
)  # fmt: skip
