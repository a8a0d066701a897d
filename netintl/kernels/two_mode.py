"""Draw random two-mode networks: who takes part in what, with every number kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netintl.kernels.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from netintl.kernels.csr import Bools, Floats, Ints

__all__ = ["switch_members"]

_WORK = 10
"""Inner-loop steps of one try: two short scans for doubles, one exchange."""

WINDOW = 4
"""Mean number of tries between two looks at whether all still hang together."""


def switch_members(
    member: ArrayLike,
    event: ArrayLike,
    groups: ArrayLike,
    random: np.random.Generator,
    *,
    connected: bool = False,
    tries: int = 5,
    runs: int = 1,
) -> Ints:
    """Let members change places between events at random, group by group.

    Answers: what would this network look like if only the number of events of each member, and
    the number of members of each group in each event, were given? A try takes two memberships of
    one group and exchanges their members, unless a member would be twice in one event.

    Parameters
    ----------
    member, event
        Ends of each membership, integers from 0; no pair twice.
    groups
        Group of each membership, any integers; a member is in one group only.
    random
        Source of all randomness.
    connected
        Draw only among the networks that are connected, as the given one must be. After a random
        number of tries (geometric, mean `WINDOW`) they are all taken back unless members and
        events still hang together; a window may pass through networks that do not, so that each
        connected one can be reached.
    tries
        Tries for each membership. On the bundled data three leave no trace of the start, in who
        takes part in what or in mean betweenness; small networks that have few ways out want more.
    runs
        How often the caller draws; decides with the size whether compiling pays.

    Returns
    -------
        New member of each membership.

    Notes
    -----
    Cost O(tries · m · members of an event), with ``connected`` O(tries · m²/WINDOW). Each try, and
    each window, is as likely as its reverse, so the chain is uniform in the limit; the two-mode
    networks with given degrees are joined by such switches (Ryser 1957,
    doi:10.4153/CJM-1957-044-3), and windows of any length occur (Viger and Latapy 2016,
    doi:10.1093/comnet/cnv013, keep networks connected so).

    Examples
    --------
    >>> drawn = switch_members([0, 1, 2], [0, 0, 1], [0, 0, 0], np.random.default_rng(1))
    >>> sorted(drawn.tolist())
    [0, 1, 2]
    """
    plan = _Plan.of(member, event, groups)
    if len(plan.event) < 2:  # noqa: PLR2004 - a switch takes two memberships
        return plan.member[plan.back]
    count = tries * len(plan.event)
    first, other = random.integers(0, len(plan.event), count), random.random(count)
    ends = random.random(count) < (1 / WINDOW if connected else 0)
    ends[-1] = True
    several = np.bincount(plan.member) > 1
    nodes = len(several) + int(plan.event.max()) + 1
    merges = int(several.sum()) + len(np.unique(plan.event)) - 1 if connected else 0
    work = count * (_WORK + (len(plan.event) // WINDOW if connected else 0))
    drawn = plan.member.copy()
    _switch(
        runs * work, first, other, ends, plan.event, plan.group, plan.start, plan.size,
        plan.block, plan.stop, several, merges, drawn,
        np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64),
        np.zeros(nodes, dtype=np.int64),
    )  # fmt: skip
    return np.asarray(drawn[plan.back], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Memberships sorted by group and event; ``block`` to ``stop`` are those of both alike."""

    member: Ints
    event: Ints
    group: Ints
    start: Ints
    size: Ints
    block: Ints
    stop: Ints
    back: Ints

    @classmethod
    def of(cls, member: ArrayLike, event: ArrayLike, groups: ArrayLike) -> _Plan:
        """Sort memberships; ``back`` brings an answer into the given order."""
        who, what = np.asarray(member, dtype=np.int64), np.asarray(event, dtype=np.int64)
        label = np.unique(np.asarray(groups), return_inverse=True)[1].reshape(-1)
        order = np.lexsort((what, label))
        label, what = label[order], what[order]
        size = np.bincount(label)
        key = label * (int(what.max(initial=0)) + 1) + what
        back = np.empty_like(order)
        back[order] = np.arange(len(order))
        return cls(
            who[order], what, label, np.cumsum(size) - size, size,
            np.searchsorted(key, key, side="left"), np.searchsorted(key, key, side="right"), back,
        )  # fmt: skip


@compiled(inputs=11)
def _switch(  # noqa: C901, PLR0912, PLR0913, PLR0917 - one loop, its arrays given
    first: Ints,
    other: Floats,
    ends: Bools,
    event: Ints,
    group: Ints,
    start: Ints,
    size: Ints,
    block: Ints,
    stop: Ints,
    several: Bools,
    merges: int,
    member: Ints,
    left: Ints,
    right: Ints,
    parent: Ints,
) -> None:
    """Try each drawn switch; where ``merges`` are needed, take back windows that lack one.

    ``left`` and ``right`` hold the switches of the window. Members of one event alone never hold
    a network together, so neither they nor switches among them are looked at.
    """
    done = 0
    looked = False
    for t in range(len(first)):
        x = first[t]
        y = start[group[x]] + int(other[t] * size[group[x]])
        a, b = member[x], member[y]
        fits = event[x] != event[y] and a != b
        if fits:
            for p in range(block[x], stop[x]):
                if member[p] == b:
                    fits = False
                    break
        if fits:
            for p in range(block[y], stop[y]):
                if member[p] == a:
                    fits = False
                    break
        if fits:
            member[x], member[y] = b, a
            left[done], right[done] = x, y
            done += 1
            looked = looked or several[a] or several[b]
        if not ends[t]:
            continue
        if merges > 0 and looked:
            for k in range(len(parent)):
                parent[k] = k
            missing = merges
            for p in range(len(member)):
                if several[member[p]]:
                    r, s = member[p], len(several) + event[p]
                    while parent[r] != r:
                        parent[r] = parent[parent[r]]
                        r = parent[r]
                    while parent[s] != s:
                        parent[s] = parent[parent[s]]
                        s = parent[s]
                    if r != s:
                        parent[r] = s
                        missing -= 1
                        if missing == 0:
                            break
            if missing > 0:
                for k in range(done - 1, -1, -1):
                    x, y = left[k], right[k]
                    member[x], member[y] = member[y], member[x]
        done = 0
        looked = False
