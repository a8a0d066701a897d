"""The findings of the analyses as nodes, tied to what they are about and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from netintl.analyses.matches.rankings import match_rankings
from netintl.analyses.registry import ANALYSES, stored
from netintl.i18n import _
from netintl.model.cells import joined
from netintl.store.elements import LinkRow, Links, NodeRow, Nodes, known, records
from netintl.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from netintl.analyses.analysis import Analysis
    from netintl.analyses.matches.rankings import Ranking
    from netintl.analyses.result import Result
    from netintl.network.network import Network

_SUBJECT: Final = "organization"  # the end of a ranking that it is about
TOP: Final = 1_000  # rows of one analysis that become findings


@dataclass(frozen=True, slots=True)
class Findings:
    """What the analyses found in one network; ``run`` names the network and the version."""

    run: str
    fingerprint: str
    nodes: tuple[NodeRow, ...]
    about: tuple[LinkRow, ...]
    located: tuple[LinkRow, ...]
    evidence: tuple[LinkRow, ...]

    def node_tables(self) -> Iterator[Nodes]:
        """Yield the run and its findings."""
        run = {"id": self.run, "fingerprint": self.fingerprint, "findings": len(self.nodes)}
        yield Nodes("Run", [NodeRow(self.run, run)] if self.run else [])
        yield Nodes("Finding", self.nodes)

    def link_tables(self) -> Iterator[Links]:
        """Yield what findings belong to, are about, and rest on."""
        yield Links("FOUND_BY", [LinkRow(node.id, self.run, {}) for node in self.nodes])
        yield Links("ABOUT", self.about)
        yield Links("LOCATED_IN", self.located)
        yield Links("RESTS_ON", self.evidence)


def find_all(network: Network, tell: Callable[[str], None]) -> Findings:
    """Run the analyses whose findings planners ask for; ``tell`` hears what comes next."""
    run = blake2b(f"{network.fingerprint} {__version__}".encode(), digest_size=6).hexdigest()
    nodes: list[NodeRow] = []
    about: list[LinkRow] = []
    located: list[LinkRow] = []
    evidence: list[LinkRow] = []
    for analysis in stored():
        tell(_(analysis.step or analysis.question))
        result = analysis.run(network)
        cited = _cited(result)
        ends = [column.name for column in result.columns if column.names == "organization"]
        for cells in records(result.table.head(TOP)):
            subject = analysis.finding.of(cells)
            name = _id(run, analysis, subject, cells)
            nodes.append(_node(name, run, analysis.name, subject, cells))
            about += [
                LinkRow(name, cells[end], {"end": end}, key=end) for end in ends if cells[end]
            ]
            if "country" in analysis.finding.columns and cells["country"]:
                located.append(LinkRow(name, cells["country"], {}))
            evidence += [LinkRow(name, agreement, {}) for agreement in cited.get(subject, ())]
    tell(_(ANALYSES["matches"].question))
    for ranking in match_rankings(network):
        node = _ranking(run, ranking)
        nodes.append(node)
        about.append(LinkRow(node.id, ranking.organization, {"end": _SUBJECT}, key=_SUBJECT))
    return Findings(
        run, network.fingerprint, tuple(nodes), tuple(about), tuple(located), tuple(evidence)
    )


def _ranking(run: str, ranking: Ranking) -> NodeRow:
    """Keep the candidates of one organization in their order, and beside them their scores."""
    scores = ["" if score != score else repr(score) for score in ranking.scores]  # noqa: PLR0124
    own = {"run": run, "analysis": "matches", "finding": ranking.organization}
    name = f"{run}/matches/{ranking.organization}"
    candidates = [str(candidate) for candidate in ranking.candidates]
    return NodeRow(name, {"id": name, **own, "candidates": candidates, "scores": scores})


def _id(run: str, analysis: Analysis, subject: str, cells: Mapping[str, Any]) -> str:
    """Name a row; a pipeline has one for each major it is counted for."""
    more = [_plain(cells[name]) for name in analysis.key if name not in analysis.finding.columns]
    part = "".join(f"/{cell}" for cell in more if cell)
    return f"{run}/{analysis.name}/{subject}{part}"


def no_findings(network: Network) -> Findings:
    """Return what is written when the analyses are left out: findings of earlier pushes end."""
    return Findings("", network.fingerprint, (), (), (), ())


def _node(name: str, run: str, analysis: str, subject: str, cells: Mapping[str, Any]) -> NodeRow:
    plain = {key: _plain(value) for key, value in cells.items()}
    own = {"id": name, "run": run, "analysis": analysis, "finding": subject}
    return NodeRow(name, {**known(**plain), **own})


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return joined(value)
    return value.item() if hasattr(value, "item") else value


def _cited(result: Result) -> dict[str, list[str]]:
    """Map each finding to the agreements its reasons cite."""
    cited: dict[str, set[str]] = {}
    for finding, agreements in zip(
        result.reasons["finding"], result.reasons["agreements"], strict=True
    ):
        cited.setdefault(finding, set()).update(agreements)
    return {finding: sorted(names) for finding, names in cited.items()}
