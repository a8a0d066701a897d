"""Random two-mode networks keep what they say they keep, and all of them are equally likely."""

from collections import Counter
from itertools import chain, permutations, product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from netintl.kernels import switch_members
from netintl.kernels.compiled import forced

from ..proofs import examples, share


@st.composite
def memberships(draw):
    """Draw who of three groups takes part in what, nobody twice in one event, in any order."""
    groups = draw(st.lists(st.integers(0, 2), min_size=1, max_size=8))
    pairs = [(a, b) for a in range(len(groups)) for b in range(5)]
    return groups, draw(st.lists(st.sampled_from(pairs), unique=True))


def columns(pairs):
    return (np.array(ends, dtype=int) for ends in zip(*pairs, strict=True)) if pairs else ([], [])


def two_mode(member, event) -> nx.Graph:
    return nx.Graph([(("m", a), ("e", b)) for a, b in zip(member, event, strict=True)])


@examples(1000)
@given(case=memberships(), seed=st.integers(0, 2**32 - 1), connected=st.booleans())
def test_1000_random_cases_keep_every_number(case, seed, connected):
    groups, pairs = case
    if connected and pairs:
        kept = max(nx.connected_components(two_mode(*columns(pairs))), key=len)
        pairs = [pair for pair in pairs if ("m", pair[0]) in kept]
    member, event = columns(pairs)
    label = [groups[a] for a in member]
    random = np.random.default_rng(seed)
    drawn = switch_members(member, event, label, random, connected=connected).tolist()
    assert Counter(drawn) == Counter(list(member))
    assert [groups[a] for a in drawn] == label
    assert len(set(zip(drawn, event, strict=True))) == len(pairs)
    if connected and pairs:
        assert nx.is_connected(two_mode(drawn, event))


@pytest.mark.parametrize("connected", [False, True])
def test_both_paths_draw_the_same_network(connected):
    graph = nx.bipartite.random_graph(15, 12, 0.3, seed=2)
    assert nx.is_connected(graph)
    member, event = np.array(sorted(graph.edges)).T
    found = []
    for path in ("plain", "compiled"):
        with forced(path):
            random = np.random.default_rng(5)
            found.append(
                switch_members(member, event - 15, member % 3, random, connected=connected).tolist()
            )
    assert found[0] == found[1]
    assert found[0] != member.tolist()


def all_networks(member, event, groups, *, connected):
    """List every network with these numbers: each deal of the members of a group to its places."""
    places = [[n for n, group in enumerate(groups) if group == g] for g in sorted(set(groups))]
    found = set()
    for deals in product(*[set(permutations([member[n] for n in rows])) for rows in places]):
        dealt = dict(zip(chain(*places), chain(*deals), strict=True))
        pairs = frozenset((dealt[n], event[n]) for n in dealt)
        whole = two_mode(*zip(*pairs, strict=True))
        if len(pairs) == len(member) and (not connected or nx.is_connected(whole)):
            found.add(pairs)
    return found


CASES = {
    "one_place_each": ([0, 1, 2], [0, 1, 2], [0, 0, 0], False),
    "one_busy_member": ([0, 0, 1, 2], [0, 1, 0, 2], [0, 0, 0, 0], False),
    "two_groups": ([0, 0, 1, 2, 3, 3], [0, 1, 2, 0, 1, 2], [0, 0, 0, 1, 1, 1], False),
    "a_chain_kept_whole": ([0, 0, 1, 2, 3, 3], [0, 1, 2, 0, 1, 2], [0, 0, 0, 1, 1, 1], True),
    "a_ring_or_a_chain": ([0, 0, 1, 1, 2, 2], [0, 1, 1, 2, 2, 3], [0] * 6, True),
    "a_longer_chain": ([0, 0, 1, 1, 2, 2, 3, 4], [0, 1, 2, 3, 0, 2, 1, 3], [0] * 4 + [1] * 4, True),
}


@pytest.mark.parametrize("name", CASES)
def test_every_network_with_the_same_numbers_is_drawn_equally_often(name):
    """Chi-square against the uniform distribution over all of them, listed by brute force."""
    member, event, groups, connected = CASES[name]
    listed = all_networks(member, event, groups, connected=connected)
    assert len(listed) > 2
    seen = Counter()
    for seed in range(share(4000, 1000)):
        random = np.random.default_rng(seed)
        drawn = switch_members(member, event, groups, random, connected=connected, tries=40)
        seen[frozenset(zip(drawn.tolist(), event, strict=True))] += 1
    assert set(seen) == listed
    assert stats.chisquare(list(seen.values())).pvalue > 0.001


def test_too_few_memberships_are_left_alone():
    assert switch_members([4], [0], [0], np.random.default_rng(0)).tolist() == [4]
    assert switch_members([], [], [], np.random.default_rng(0)).size == 0
