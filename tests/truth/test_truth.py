"""Every claim of five reports, in both languages, held against the tables by other means."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import DATA
from tests.truth import (  # noqa: F401 - they register their checkers
    flows,
    gaps,
    hubs,
    matches,
    policy,
    rolled,
    structure,
    time,
    view,
)
from tests.truth.claims import differences
from tests.truth.world import World

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VIEWS: dict[str, dict[str, list[str]]] = {
    "national": {},
    "country": {"countries": ["IDN"]},
    "school": {"organizations": ["cn-liuzhou-vtc"]},
    "province": {"provinces": ["12"]},
    "brand": {"brands": ["luban_workshop"]},
}
ROLLED = "group"  # the whole network, its campuses and subsidiaries under their heads
# Titles that state no fact, where a result has none to state.
NEUTRAL = {
    "How long agreements last", "协议存续时间",
    "What began and ended, year by year", "各年启动与终止的协议",
    "New agreements by region, before and since 2023", "2023年7月前后新协议的区域分布",
}  # fmt: skip
# What one code may be said of more than once in one report.
SUBJECTS = ("id", "hub", "measure", "name", "names", "layer", "elements", "analysis", "way")


@pytest.fixture(scope="module", params=[*VIEWS, ROLLED])
def report(request, made_once: Callable[..., Path]) -> Path:
    """Return a folder with one report in ``en`` and ``zh``."""
    from netintl import load_package, select
    from netintl.network.loading import network_of
    from netintl.network.rollup import rolled_up
    from netintl.report.building import write_reports

    def write(folder: Path) -> None:
        package = load_package(DATA)
        network, recipe = network_of(package), request.param
        if recipe == ROLLED:
            network, recipe = rolled_up(network, ROLLED), "national"
        else:
            network = select(network, **VIEWS[recipe])
        write_reports(package, network, folder, recipe=recipe, formats=("md",))

    return made_once(f"report-{request.param}", write)


@pytest.fixture(params=["en", "zh"])
def world(request, report: Path) -> World:
    return World(DATA, report / request.param)


def test_every_claim_is_what_the_tables_say(world: World) -> None:
    false = [line for claim in world.claims for line in differences(world, claim)]
    assert not false, "\n".join(false)


def test_every_name_of_a_claim_is_what_its_sentence_says(report: Path) -> None:
    for language in ("en", "zh"):
        world = World(DATA, report / language)
        known = set(world.tables["organizations"]["id"])
        for claim in world.claims:
            for fact in claim["facts"].values():
                ids = [part for part in _listed(fact) if isinstance(part, str) and part in known]
                for name in ids:
                    assert world.name(name, language) in claim["sentence"], claim


def test_both_languages_claim_the_same(report: Path) -> None:
    said = [
        sorted(
            (claim["analysis"], claim["code"], repr(claim["facts"]), claim["rows"])
            for claim in World(DATA, report / language).claims
        )
        for language in ("en", "zh")
    ]
    assert said[0] == said[1]


def test_two_claims_of_one_name_never_contradict_each_other(world: World) -> None:
    stated: dict[Any, set[str]] = defaultdict(set)
    for claim in world.claims:
        subject = tuple(repr(claim["facts"].get(name)) for name in SUBJECTS)
        stated[claim["code"], claim["scope"], claim["analysis"], subject].add(repr(claim["facts"]))
    assert not [key for key, facts in stated.items() if len(facts) > 1]


def test_every_sentence_of_the_report_is_a_claim(report: Path) -> None:
    """The findings, what stands below tables, and the titles of pictures."""
    for language in ("en", "zh"):
        world = World(DATA, report / language)
        claimed = {_plain(claim["sentence"]) for claim in world.claims}
        text = (report / language / "report.md").read_text(encoding="utf-8")
        before, _anchor, _after = text.partition('<a id="definitions"></a>')
        for line in before.splitlines():
            said = re.match(r"(?:\d+\. |- )(.*)|!\[(.*)\]\(", line)
            if said:
                sentence = _plain(said[1] or said[2])
                left = sentence
                for claim in sorted(claimed, key=len, reverse=True):
                    left = left.replace(claim, "")
                assert not left.strip(" .。") or sentence in NEUTRAL, sentence


def _listed(fact: Any) -> list[Any]:
    if isinstance(fact, list):
        return [part for each in fact for part in _listed(each)]
    return [fact]


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text).strip().rstrip(".。")
