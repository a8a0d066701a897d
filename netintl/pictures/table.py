"""The one table of pictures; ``draw``, reports and slides take them from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from netintl.analyses.registry import ANALYSES
from netintl.pictures.flows import flows_figure
from netintl.pictures.gaps import gaps_figure
from netintl.pictures.hubs import hubs_figure
from netintl.pictures.map import map_figure
from netintl.pictures.network import network_figure
from netintl.pictures.profile import profile_figure
from netintl.pictures.roles import roles_figure
from netintl.pictures.shift import shift_figure
from netintl.pictures.survival import survival_figure
from netintl.pictures.trends import trends_figure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.network.network import Network


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a picture is drawn, and of which analyses; ``drawn`` tells whether it shows draws."""

    draw: Callable[..., Figure | None]
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
        needed = [ANALYSES[name] for name in self.analyses]
        theirs = {name for each in needed for name in each.arguments} - {"network"}
        options = {name: settings.pop(name) for name in theirs & settings.keys()}
        known = {} if options else results
        found = [
            known.get(each.name) or each.run(network, drawn=self.drawn, **options)
            for each in needed
        ]
        return self.draw(network, *found, **settings)


PICTURES: Final[Mapping[str, Drawing]] = {
    "network": Drawing(network_figure, ("links", "hubs"), drawn=False),
    "map": Drawing(map_figure, ("hosts",)),
    "gaps": Drawing(gaps_figure, ("gaps", "hosts")),
    "flows": Drawing(flows_figure, ("flows",)),
    "profile": Drawing(profile_figure, ("profile", "ego")),
    "hubs": Drawing(hubs_figure, ("hubs",)),
    "roles": Drawing(roles_figure, ("roles",)),
    "trends": Drawing(trends_figure, ("trends",)),
    "survival": Drawing(survival_figure, ("survival",)),
    "shift": Drawing(shift_figure, ("shift",)),
}
