"""How many independent ways lead from schools to each enterprise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.pipelines.lines import lines_of, on_chains
from netintl.analyses.result import Result, make_result, ranks

if TYPE_CHECKING:
    from netintl.analyses.pipelines.lines import Lines
    from netintl.network.network import Network


def find_redundancy(network: Network) -> Result:
    """Count the ways from schools to each enterprise that share no organization.

    A way is school → enterprise, or school → college → enterprise, along agreements that train,
    employ or take interns. By Menger's theorem the number
    of ways that share nobody is the number of organizations whose loss would close all of them: 1
    is a single point of dependence.

    Returns
    -------
    Result
        One row per enterprise at the end of a chain; fewest ways first.
        ``depends_on`` names the organization through which all ways lead, where there is one.

    References
    ----------
    Menger 1927; a maximum bipartite matching of entrances and schools (Hopcroft and Karp 1973).

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> table = find_redundancy(from_links([("S1", "C1"), ("C1", "E1"), ("S2", "E1")])).table
    >>> int(table.loc[0, "ways"]), table.loc[0, "depends_on"]
    (2, '')
    """
    lines = lines_of(network)
    lines = lines.only(on_chains(network, lines))
    before, cited = _before(network, lines)
    rows, reasons = [], []
    for code in sorted(code for code in before if network.kinds[code] == "enterprise"):
        doors = _doors(network, before, code)
        ways = _ways(doors)
        schools = {school for entrance in doors.values() for school in entrance}
        single = _single(doors) if ways == 1 else None
        name = str(network.ids[code])
        rows.append((
            name, network.countries[code], len(schools), len(doors), ways,
            "" if single is None else str(network.ids[single]),
        ))  # fmt: skip
        reasons.append((name, "ways", ways, tuple(sorted(cited[code]))))
    columns = ["enterprise", "country", "school_count", "entrances", "ways", "depends_on"]
    table = pd.DataFrame(rows, columns=columns).astype({"ways": int})
    table.insert(0, "rank", ranks(-table["ways"].to_numpy(dtype=float)))
    table = table.sort_values(["rank", "enterprise"], ignore_index=True)
    return make_result("redundancy", network, table, reasons=reasons)


def _before(network: Network, lines: Lines) -> tuple[dict[int, list[int]], dict[int, set[str]]]:
    """Map each organization to those from whom lines lead to it, and to the agreements of these."""
    before: dict[int, set[int]] = {}
    cited: dict[int, set[str]] = {}
    names = network.agreement_ids[lines.agreement]
    for one, other, name in zip(lines.tail.tolist(), lines.head.tolist(), names, strict=True):
        before.setdefault(other, set()).add(one)
        cited.setdefault(other, set()).add(str(name))
    return {code: sorted(found) for code, found in before.items()}, cited


def _doors(
    network: Network, before: dict[int, list[int]], enterprise: int
) -> dict[int, tuple[int, ...]]:
    """Map each entrance, a school or college linked to the enterprise, to the schools behind it."""
    return {
        partner: (partner,) if network.kinds[partner] == "school" else tuple(before[partner])
        for partner in before[enterprise]
    }


def _ways(doors: dict[int, tuple[int, ...]]) -> int:
    """Match entrances with schools, each used once."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - a tenth of a second, for this alone
    from scipy.sparse.csgraph import maximum_bipartite_matching  # noqa: PLC0415

    schools = sorted({school for behind in doors.values() for school in behind})
    place = {school: number for number, school in enumerate(schools)}
    columns = [place[school] for behind in doors.values() for school in behind]
    start = np.cumsum([0, *[len(behind) for behind in doors.values()]])
    shape = (len(doors), len(schools))
    matrix = csr_array((np.ones(len(columns)), columns, start), shape=shape)
    return int((maximum_bipartite_matching(matrix, perm_type="column") >= 0).sum())


def _single(doors: dict[int, tuple[int, ...]]) -> int | None:
    """Name the organization that every way uses: the only entrance, else the only school."""
    if len(doors) == 1:
        return next(iter(doors))
    schools = {school for behind in doors.values() for school in behind}
    return schools.pop() if len(schools) == 1 else None
