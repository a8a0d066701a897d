"""Where nothing but chance is at work, p-values are as small as they say, and no smaller."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

import netintl
from netintl.analyses.draws.nulls import NullModel, compare, fewest_reached
from netintl.kernels import betweenness, compiled

from ...conftest import DATA, make_network
from ...proofs import proof, share

RUNS, LEVEL = 99, 0.05


@pytest.fixture(autouse=True)
def machine_code(monkeypatch):
    """Compile for many draws of a small network sooner: both paths agree, tests are shorter."""
    monkeypatch.setattr(compiled, "THRESHOLD", 5_000)


def well_mixed() -> NullModel:
    """Thirty-six organizations, sixty agreements of two parties, some organizations busy."""
    random = np.random.default_rng(1)
    weight = 1 / (1 + np.arange(12))
    pairs: set[str] = set()
    while len(pairs) < 60:
        kinds = random.choice(list("SCE"), 2, replace=False)
        ends = random.choice(12, 2, p=weight / weight.sum())
        pairs.add(f"{kinds[0]}{ends[0]} {kinds[1]}{ends[1]}")
    return NullModel.of(make_network({f"a{n}": p for n, p in enumerate(sorted(pairs))}), runs=9999)


def fragmented() -> NullModel:
    """Every third agreement of the bundled data: real sizes, and many groups apart."""
    network = netintl.load(DATA)
    third = network.chosen & (np.arange(len(network.chosen)) % 3 == 0)
    return NullModel.of(network.view(chosen=third), runs=9999)


def many_parties() -> NullModel:
    """Sixteen agreements of four to six parties among thirty organizations."""
    random = np.random.default_rng(2)
    names = [f"{kind}{n}" for kind in "SCE" for n in range(10)]
    parties = {
        f"a{n}": " ".join(random.choice(names, random.integers(4, 7), replace=False))
        for n in range(16)
    }
    return NullModel.of(make_network(parties), runs=9999)


def two_provinces() -> NullModel:
    """Two halves that never work with each other; organizations change places inside theirs."""
    random = np.random.default_rng(3)
    halves = {"CHN": range(9), "THA": range(9, 18)}
    parties = {}
    for home, numbers in halves.items():
        for n in range(22):
            ends = random.choice(list(numbers), 3)
            parties[f"{home}{n}"] = f"S{ends[0]} C{ends[1]}" + (
                f" E{ends[2]}" if n % 4 == 0 else ""
            )
    places = [
        {"id": f"{kind}{n}", "country": home}
        for home, numbers in halves.items()
        for n in numbers
        for kind in "SCE"
        if any(f"{kind}{n}" in cell.split() for cell in parties.values())
    ]
    return NullModel.of(make_network(parties, organizations=places), kept="kind_country", runs=9999)


def real() -> NullModel:
    """The bundled data, of which the largest group has the real agreements."""
    return NullModel.of(netintl.load(DATA), runs=9999)


NETWORKS = [well_mixed, fragmented, many_parties, two_provinces]
CASES = [(make, within) for make in NETWORKS for within in (False, True)] + [(real, True)]


def dealt(model: NullModel, random: np.random.Generator) -> NullModel:
    """Deal the places of each group anew until nobody has two in one agreement: exact, and slow.

    Every network comes of equally many deals, so all are equally likely. Groups are dealt one
    after the other, since each has its own places.
    """
    member = model.member.copy()
    for group in np.unique(model.groups):
        rows = np.flatnonzero(model.groups == group)
        while True:
            member[rows] = random.permutation(model.member[rows])
            if len(set(zip(member[rows], model.agreement[rows], strict=True))) == len(rows):
                break
    return replace(model, member=member)


def attainable(runs: int) -> np.ndarray:
    """List the values a sequential p-value can take, 0 before them."""
    enough = fewest_reached(runs, LEVEL)
    early = enough / np.arange(enough, runs + 1)
    return np.unique(np.concatenate(([0], np.arange(1, enough + 1) / (runs + 1), early)))


def drawn_p_values(base: NullModel, *, within: bool) -> tuple[list[float], list[float]]:
    """Return p of a figure that never ties, spread over its step, and of one organization each.

    The figure is betweenness weighted at random, so that each network tests other organizations.
    Where nothing ties, P(p ≤ t) = t at each attainable t; between two of them p is spread evenly.
    """
    grid, whole, single = attainable(RUNS), [], []
    for number in range(share(200, 40)):
        random = np.random.default_rng([9, number])
        null = base.moved(random) if within else dealt(base, random)
        weights = random.random(null.size)
        busy = np.flatnonzero(null.agreements > 1)

        def figures(graph, weights=weights, busy=busy) -> np.ndarray:
            central = betweenness(*graph, runs=99_999)
            return np.append((weights * central).sum(), central[busy])

        start = null.moved(random)
        found = compare(
            lambda source, start=start, figures=figures: figures(start.graph(source)),
            figures(null.observed()), RUNS, number, stream=0, level=LEVEL,
        )  # fmt: skip
        place = np.searchsorted(grid, found.p[0] - 1e-12)
        assert grid[place] == pytest.approx(found.p[0])
        whole.append(grid[place] - random.random() * (grid[place] - grid[place - 1]))
        single.append(float(random.choice(found.p[1:])))
    return whole, single


@proof
@pytest.mark.slow
@pytest.mark.parametrize(("make", "within"), CASES)
def test_p_values_are_uniform_where_chance_alone_is_at_work(make, within) -> None:
    """200 networks: p passes Kolmogorov–Smirnov, and with ties it is never too small."""
    base = make()
    whole, single = drawn_p_values(base.largest_group() if within else base, within=within)
    assert stats.kstest(whole, "uniform").pvalue > 0.01
    assert stats.kstest(single, "uniform", alternative="greater").pvalue > 0.01


@proof
@pytest.mark.slow
def test_ten_seeds_agree_on_how_many_stand_out_within_one() -> None:
    network = netintl.load(DATA)
    counts = []
    for seed in range(share(10, 2)):
        result = netintl.find_hubs(network, nulls=5_000, seed=seed)
        columns = result.table[["p_adjusted", "p_within_adjusted"]]
        counts.append((columns <= LEVEL).sum().tolist())
    assert (np.ptp(counts, axis=0) <= 1).all()
