"""Why an organization is worth a look, as the analyses of the registry and two counts say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from netintl.analyses.registry import ANALYSES, highlighted
from netintl.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from netintl.analyses.analysis import Highlight
    from netintl.analyses.result import Result
    from netintl.network.network import Network

# What the page counts itself: the least that is worth a look, and the sentence.
_COUNTS: Final = {
    "reach": (4, mark("Linked directly to {n} other countries and regions")),
    "sole": (3, mark("{n} organizations have no other partner in this view")),
}


class Highlighted(NamedTuple):
    """An organization, what is said of it, the figure and the agreements behind it."""

    organization: str
    code: str
    figure: int
    agreements: tuple[str, ...]


def sentences() -> dict[str, str]:
    """Return what is said, in English, by code.

    Examples
    --------
    >>> sentences()["reach"]
    'Linked directly to {n} other countries and regions'
    """
    named = {name: highlight.sentence for name, highlight in highlighted().items()}
    return named | {code: sentence for code, (_least, sentence) in _COUNTS.items()}


def counts(network: Network) -> dict[str, list[int]]:
    """Count other countries that each organization is linked to, and partners with no one else.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> counts(from_links([("S1", "C1"), ("C1", "E1")]))["sole"]
    [2, 0, 0]
    """
    graph, countries = network.cooperation, network.countries
    around, end, arcs = graph.tails, graph.indices, _arcs(network)
    places = np.unique(countries.astype(str), return_inverse=True)[1]
    pairs = np.unique(np.column_stack([around, places[end]])[arcs["reach"]], axis=0)
    found = {"reach": pairs[:, 0], "sole": around[arcs["sole"]]}
    members = np.flatnonzero(network.members)
    return {
        code: np.bincount(tails, minlength=len(network.ids))[members].tolist()
        for code, tails in found.items()
    }


def _arcs(network: Network) -> dict[str, np.ndarray]:
    """Mark the links of the graph that each count is about, seen from one end."""
    graph, countries = network.cooperation, network.countries
    near, far = countries[graph.tails], countries[graph.indices]
    return {
        "reach": (far != near) & (far != ""),
        "sole": graph.degree[graph.indices] == 1,
    }


def _behind(network: Network, place: int, arcs: np.ndarray) -> tuple[str, ...]:
    """Return the agreements behind those links of an organization that are marked."""
    graph = network.cooperation
    row = slice(graph.indptr[place], graph.indptr[place + 1])
    pairs = graph.pair[row][arcs[row]].tolist()
    codes = {int(code) for pair in pairs for code in network.pairs.agreements_of(pair)}
    return tuple(sorted(network.agreement_ids[code] for code in codes))


def highlights(
    network: Network, counted: Mapping[str, list[int]], tables: Mapping[str, pd.DataFrame]
) -> Iterable[Highlighted]:
    """Yield what is worth saying of organizations, each with the agreements behind it.

    Parameters
    ----------
    counted
        What `counts` returns.
    tables
        Tables, by analysis, that were made with less work than its result and have the columns
        that its highlight asks for; what lies behind a row is all that its organization agreed.
    """
    for name, highlight in highlighted().items():
        if name in tables:
            for row in _rows(highlight, tables[name]):
                yield _own(network, row["organization"], name, row["figure"])
        else:
            yield from _of_result(network, name, highlight)
    members = np.flatnonzero(network.members)
    arcs = _arcs(network)
    for code, (least, _sentence) in _COUNTS.items():
        for place, count in zip(members.tolist(), counted[code], strict=True):
            if count >= least:
                behind = _behind(network, place, arcs[code])
                yield Highlighted(str(network.ids[place]), code, int(count), behind)


def cited_by(result: Result) -> dict[str, set[str]]:
    """Return the agreements that the reasons of each finding cite."""
    cited: dict[str, set[str]] = {}
    for finding, names in zip(result.reasons["finding"], result.reasons["agreements"], strict=True):
        cited.setdefault(str(finding), set()).update(names)
    return cited


def _of_result(network: Network, name: str, highlight: Highlight) -> Iterable[Highlighted]:
    analysis = ANALYSES[name]
    result = analysis.run(network, drawn=False)
    cited = cited_by(result)
    for row in _rows(highlight, result.table):
        behind = tuple(sorted(cited.get(analysis.finding.of(row), ())))
        yield Highlighted(row["organization"], name, int(row["figure"]), behind)


def _rows(highlight: Highlight, table: pd.DataFrame) -> list[dict[Any, Any]]:
    found = table.query(highlight.only, engine="python")
    return found.assign(figure=found[highlight.figure]).to_dict("records")


def _own(network: Network, organization: str, code: str, figure: int) -> Highlighted:
    place = network.code_of[organization]
    behind = network.agreements_between(network.cooperation, place)
    return Highlighted(organization, code, int(figure), tuple(behind))
