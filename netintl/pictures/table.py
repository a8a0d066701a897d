"""The one table of pictures; ``draw``, reports and slides take them from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from netintl.analyses.registry import ANALYSES
from netintl.analyses.structure.measures import leaders
from netintl.pictures.flows import flows_figure
from netintl.pictures.network import gaps_figure, map_figure, network_figure
from netintl.pictures.profile import profile_figure
from netintl.pictures.results import (
    hubs_figure,
    roles_figure,
    shift_figure,
    survival_figure,
    trends_figure,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.network.network import Network


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a picture is drawn, and of which analysis; of none where it shows the network itself."""

    draw: Callable[..., Figure | None]
    analysis: str = ""

    def figure(
        self, network: Network, results: Mapping[str, Result], **asked: Any
    ) -> Figure | None:
        """Draw the picture; a result that is not there yet is made."""
        if not self.analysis:
            return self.draw(network, **asked)
        result = results.get(self.analysis) or ANALYSES[self.analysis].run(network)
        return self.draw(network, result, **asked)


def _network(network: Network, **asked: Any) -> Figure | None:
    return network_figure(network, leaders(network)["organization"].tolist(), **asked)


PICTURES: Final[Mapping[str, Drawing]] = {
    "network": Drawing(_network),
    "map": Drawing(map_figure),
    "gaps": Drawing(gaps_figure, "gaps"),
    "flows": Drawing(flows_figure),
    "profile": Drawing(profile_figure),
    "hubs": Drawing(hubs_figure, "hubs"),
    "roles": Drawing(roles_figure, "roles"),
    "trends": Drawing(trends_figure, "trends"),
    "survival": Drawing(survival_figure, "survival"),
    "shift": Drawing(shift_figure),
}
