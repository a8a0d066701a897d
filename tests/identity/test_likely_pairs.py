"""What is kept from run to run, and that a run with it says what a run without it says."""

import math
import random

import labelled
import numpy as np
import pandas as pd
import pytest

from netintl.errors import InputError
from netintl.identity import pair_cache
from netintl.identity.blocking import blocked_pairs
from netintl.identity.candidates import LEAST, find_candidates
from netintl.identity.changes import sorted_organizations
from netintl.identity.comparison import EN, compare, spelled
from netintl.identity.hopes import hopeful_pairs
from netintl.identity.judgements import settle, settled_ids
from netintl.identity.levels import compared
from netintl.identity.likely_pairs import common_words, comparison_of
from netintl.identity.name_table import NameTable
from netintl.identity.names import read_name, written_names
from netintl.identity.records import read_records
from netintl.identity.rolls import read_roll
from netintl.identity.spellings import spelling_levels
from netintl.model.unnamed import is_placeholder

JUDGED = ["left", "right", "verdict", "at"]
VARIED = [
    "Bo Hai's Univ. of Technology & Design Co., Ltd",
    "PT. Sinar Mas Tbk",
    "École Polytechnique Fédérale",
    "Ｗｉｄｅ  Institute （Harare）",
    "浙江經貿職業技術學院",
    "中国石油集团有限公司 (CNPC)",
    "มหาวิทยาลัยเทคโนโลยี",
    "Ўзбекистон Миллий университети",
    "Ltd",
    "&",
    "3M",
    "  ",
    "the",
    "Limited Liability Company",
    "Société à responsabilité limitée",
    "University of the University",
    "İstanbul Teknik Üniversitesi",
    "Straße 12 GmbH & Co. KG",
]


@pytest.fixture(scope="module")
def tables():
    """The first organizations of the curated pool, and agreements made up between them."""
    rows = [r for r in labelled.rows_of("labelled_organizations.csv") if r["pool"] == "curated"]
    frame = pd.DataFrame(rows, dtype=object).drop(columns=["pool", "entity"])
    frame = frame.sort_values("name_en", ignore_index=True).iloc[:250]
    frame = frame.assign(aliases="", official_id="", parent="", note="", province="", source="")
    chance = random.Random(5)  # noqa: S311
    ids = frame["id"].tolist()
    parties = [(f"g{n}", own, "member") for n in range(60) for own in chance.sample(ids, 3)]
    columns = ["agreement", "organization", "role"]
    return {
        "organizations": frame,
        "parties": pd.DataFrame(parties, columns=columns, dtype=object),
        "judgements": pd.DataFrame(columns=JUDGED, dtype=object),
    }


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setattr(pair_cache, "SMALLEST", 0)
    monkeypatch.setattr(pair_cache, "user_cache", lambda: tmp_path / "cache")
    return tmp_path / "cache"


def judged(tables, *lines):
    return tables | {"judgements": pd.DataFrame(lines, columns=JUDGED, dtype=object)}


def compared_one_by_one(tables):
    """All pairs that share a key before judgements, as they are after them, compared anew."""
    before = sorted_organizations(tables["organizations"])
    settled = settle(tables, tables["judgements"])
    renames = settled_ids(tables, tables["judgements"])
    roll = read_roll(tables)
    records = {r.id: r for r in read_records(settled, common_words(roll))}
    blocks, ids = blocked_pairs(roll), before["id"].tolist()
    said = {frozenset(renames.get(n, n) for n in line[:2]) for line in _lines(tables)}
    found = {}
    for one, other in zip(blocks.left.tolist(), blocks.right.tolist(), strict=True):
        ends = {renames.get(ids[place], ids[place]) for place in (one, other)}
        if len(ends) == 2 and ends not in said:
            left, right = sorted(ends)
            comparison = compare(records[left], records[right])
            if comparison.score >= LEAST:
                found[left, right] = comparison
    return found


def _lines(tables):
    return tables["judgements"].itertuples(index=False, name=None)


@pytest.mark.parametrize("seed", range(4))
def test_random_judgements_with_and_without_a_cache(tables, cache, seed):
    chance = random.Random(seed)  # noqa: S311
    ids = tables["organizations"]["id"].tolist()
    lines = []
    for day in range(1, 8):
        proposed = find_candidates(judged(tables, *lines), least=0.1).pairs
        near = chance.choice(proposed)
        pair = (near.left, near.right) if chance.random() < 0.7 else chance.sample(ids, 2)
        verdict = chance.choice(["same", "same", "different", "unsure"])
        now = judged(tables, *lines, (*pair, verdict, f"2026-01-{day:02}"))
        try:
            found = find_candidates(now)
        except InputError:  # the pair was judged the other way by chance
            continue
        lines.append((*pair, verdict, f"2026-01-{day:02}"))
        assert find_candidates(now, kept=True) == found
        assert {(p.left, p.right): p.comparison for p in found.pairs} == compared_one_by_one(now)
    assert len(list(cache.iterdir())) == 1


def test_an_official_id_given_by_a_judgement_brings_its_holders_together(tables):
    frame = tables["organizations"].iloc[[0, 1]].assign(
        id=["a", "b"], kind="school", country="KEN", city="", name_zh="",
        name_en=["Kisumu Polytechnic", "National Academy"], official_id=["", "ror:05dk0ce17"],
    )  # fmt: skip
    few = tables | {"organizations": frame, "parties": tables["parties"].iloc[:0]}
    assert not find_candidates(few).pairs
    found = find_candidates(judged(few, ("a", "ror:05dk0ce17", "same", "2026-01-01")), least=0.1)
    assert [(p.left, p.right) for p in found.pairs] == [("a", "b")]


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-9], lambda data: b"", lambda data: data[:50] + b"x" + data[51:]]
)
def test_a_damaged_cache_is_passed_over_and_written_anew(tables, cache, damage):
    found = find_candidates(tables, kept=True)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert find_candidates(tables, kept=True) == found
    assert file.read_bytes() == whole


def test_caches_of_other_organizations_are_others_and_the_oldest_go(tables, cache):
    for size in (50, 60, 70, 80, 90):
        few = tables | {"organizations": tables["organizations"].iloc[:size]}
        assert find_candidates(few, kept=True) == find_candidates(few)
    assert len(list(cache.iterdir())) == 3


def test_a_second_run_compares_only_what_a_judgement_touches(tables, cache, monkeypatch):
    found = find_candidates(tables, kept=True)
    near = found.pairs[0]
    now = judged(tables, (near.left, near.right, "same", "2026-01-01"))
    without = find_candidates(now)
    monkeypatch.setattr(pair_cache, "likely_pairs", None)
    assert find_candidates(tables, kept=True) == found
    assert find_candidates(now, kept=True) == without


def test_the_order_of_rows_makes_no_other_cache(tables, cache):
    turned = tables | {"organizations": tables["organizations"].iloc[::-1]}
    assert find_candidates(tables, kept=True) == find_candidates(turned, kept=True)
    assert len(list(cache.iterdir())) == 1


def test_a_folder_that_cannot_be_written_does_no_harm(tables, cache):
    cache.write_text("no folder")
    assert find_candidates(tables, kept=True) == find_candidates(tables)


def _many():
    """Names of the labelled pools and of the Ministry's schools, and varied ones."""
    rows = labelled.rows_of("labelled_organizations.csv")[::3]
    cells = [(r[n], r["country"]) for r in rows for n in ("name_zh", "name_en") if r[n]]
    cells = [cell for cell in cells if not is_placeholder("", cell[0])]  # who is like nobody
    return cells + [(text, country) for text in VARIED for country in ("", "CHN", "DEU")]


def test_names_read_at_once_are_names_read_one_by_one():
    cells = _many()
    frame = pd.DataFrame(
        {
            "id": [f"{n:05}" for n in range(len(cells))],
            "name_en": [text for text, _ in cells],
            "country": [country for _, country in cells],
        },
        dtype=object,
    )
    roll = read_roll({"organizations": frame})
    table = roll.table
    for at, (text, country) in enumerate(cells):
        read = [name for t in written_names(text) if (name := read_name(t, country)).text]
        numbers = roll.of[roll.starts[at] : roll.starts[at + 1]].tolist()
        assert [table.name(number) for number in numbers] == read, text
        for number, name in zip(numbers, read, strict=True):
            words = table.codes[table.starts[number] : table.starts[number + 1]].tolist()
            assert tuple(table.words[code] for code in words) == name.words
            starts, codes = table.own
            own = codes[starts[number] : starts[number + 1]].tolist()
            assert {table.words[code] for code in own} == name.own


@pytest.mark.parametrize("pool", labelled.POOLS)
@pytest.mark.parametrize("least", [0.05, LEAST, 0.8])
def test_no_pair_that_would_be_proposed_is_left_out_as_hopeless(pool, least):
    rows = [r for r in labelled.rows_of("labelled_organizations.csv") if r["pool"] == pool]
    frame = pd.DataFrame(rows[:800], dtype=object).sort_values("id", ignore_index=True)
    tables = {"organizations": frame}
    roll = read_roll(tables)
    records = read_records(tables)
    blocks = blocked_pairs(roll)
    lowest = math.log(least / (1 - least))
    hopeful = set(hopeful_pairs(roll, blocks.left, blocks.right, lowest).tolist())
    ends = zip(blocks.left.tolist(), blocks.right.tolist(), strict=True)
    likely = {
        place
        for place, (one, other) in enumerate(ends)
        if compare(records[one], records[other]).score >= least
    }
    assert likely
    assert likely <= hopeful


def _every_pair(size):
    one, other = np.triu_indices(size, 1)
    return np.concatenate([one, other]), np.concatenate([other, one])  # both ways round


def test_names_compared_in_arrays_are_names_compared_one_by_one():
    slips = ["Kisumu Kisuma Polytechnic", "Kisumi Polytechnik", "Kisumu Technik 2010", "KISUM"]
    slips += ["Kisumo Polytechnic", "Kisumu Polytechnic", "Bo Hai Open University", "BHOU"]
    few = [text for text, _country in _many() if text.isascii()][:150]
    texts = list(dict.fromkeys(slips + few + [text for text in VARIED if text.isascii()]))
    table = NameTable(texts, [""] * len(texts))
    one, other = _every_pair(len(texts))
    names = [table.name(number) for number in range(len(texts))]
    pairs = zip(one.tolist(), other.tolist(), strict=True)
    expected = [spelled(names[a], names[b]) for a, b in pairs]
    assert [EN[level] for level in spelling_levels(table, one, other)] == expected
    assert set(expected) == set(EN)


@pytest.mark.parametrize("lowest", [-math.inf, 0.0])
def test_organizations_compared_in_arrays_are_those_compared_one_by_one(tables, lowest):
    frame = tables["organizations"].iloc[::3].assign(official_id="", parent="")
    ids = frame["id"].tolist()
    frame["official_id"] = ["moe:1", "moe:2", "ror:1", "ror:1", *[""] * (len(frame) - 4)]
    frame["parent"] = [*[""] * (len(frame) - 3), ids[0], ids[1], "nobody"]
    tables = {"organizations": sorted_organizations(frame)}
    roll = read_roll(tables)
    common = common_words(roll)
    records = read_records(tables, common)
    one, other = _every_pair(len(records))
    places, levels = compared(roll, one, other, common, lowest)
    found = {
        place: comparison_of(tuple(row), False)[0]
        for place, row in zip(places.tolist(), levels.tolist(), strict=True)
    }
    pairs = enumerate(zip(one.tolist(), other.tolist(), strict=True))
    expected = {place: compare(records[a], records[b]) for place, (a, b) in pairs}
    assert {place: expected[place] for place in found} == found
    reached = {p for p, one in expected.items() if _log_odds(one) >= lowest}
    assert reached <= found.keys()


def _log_odds(comparison):
    least = sum(part.weight for part in comparison.parts)
    return -math.inf if comparison.veto else least
