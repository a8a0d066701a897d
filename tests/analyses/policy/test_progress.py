"""Policy: pass, fail and unknown by hand; rule files; brands, provinces, the impact table."""

from __future__ import annotations

from dataclasses import replace

import pytest

import netintl
from netintl.analyses.policy.rules import load_rules
from netintl.errors import InputError
from netintl.model.places import provinces

from .conftest import planted

RULES = """
id = "own"
title_en = "Own"
title_zh = "自定"
source = "here"
at_least = 2

[[condition]]
id = "abroad"
predicate = "agreements"
kinds = ["workshop"]
threshold = 2

[[condition]]
id = "firms"
predicate = "partners"
kind = "enterprise"
threshold = 1

[[condition]]
id = "people"
predicate = "persons"
purposes = ["study"]
threshold = 50

[[condition]]
id = "age"
predicate = "years_open"
threshold = 3

[[condition]]
id = "reach"
predicate = "countries"
threshold = 2
"""


def rules(tmp_path, text: str = RULES):
    file = tmp_path / "rules.toml"
    file.write_text(text, encoding="utf-8")
    return load_rules(file)


def states(network, policy) -> dict[tuple[str, str], str]:
    table = netintl.find_conditions(network, rules=policy).table
    keys = zip(table["organization"], table["condition"], strict=True)
    return dict(zip(keys, table["state"], strict=True))


def test_each_condition_passes_fails_or_is_unknown(tmp_path) -> None:
    found = states(planted(), rules(tmp_path))
    expected = {
        ("S1", "abroad"): "pass", ("S1", "firms"): "pass", ("S1", "people"): "pass",
        ("S1", "age"): "pass", ("S1", "reach"): "pass",
        # That its only known workshop ended shows not that it has none; nor do 20 students in one
        # flow prove fewer than 50.
        ("S2", "abroad"): "unknown", ("S2", "firms"): "unknown", ("S2", "people"): "unknown",
        ("S2", "age"): "fail", ("S2", "reach"): "unknown",
        # One runs and one is no longer attested: two may be, one is known.
        ("S3", "abroad"): "unknown", ("S3", "firms"): "unknown", ("S3", "people"): "unknown",
        ("S3", "age"): "unknown", ("S3", "reach"): "unknown",
    }  # fmt: skip
    assert found == expected


def test_evidence_of_a_pass_is_what_it_rests_on(tmp_path) -> None:
    reasons = netintl.find_conditions(planted(), rules=rules(tmp_path)).reasons
    cited = reasons.set_index("finding")["agreements"]
    assert cited["S1:abroad"] == ("a", "b")
    assert cited["S1:people"] == ("a",)
    gone = planted()
    gone = gone.view(chosen=gone.chosen & (gone.agreement_ids != "b"))
    assert states(gone, rules(tmp_path))["S1", "abroad"] == "unknown"


def test_the_scorecard_gives_a_range(tmp_path) -> None:
    table = netintl.find_progress(planted(), rules=rules(tmp_path)).table.set_index("measure")
    assert table.loc["schools_meeting", ["low", "high"]].tolist() == [1, 3]
    assert table.at["provinces_without_school", "low"] == 30
    assert table.at["schools_running", "low"] == 2
    assert table.loc[["new_before", "new_after"], "low"].tolist() == [2, 4]
    assert table.loc[["priority_before", "priority_after"], "low"].tolist() == [2, 4]
    assert set(table["state"]) == {"descriptive"}


def test_batches_count_where_the_data_name_them_and_are_unknown_where_not() -> None:
    unknown = netintl.find_progress(netintl.load()).table.set_index("measure")
    assert unknown.at["batch_2025", "state"] == "unknown"
    network = planted()
    named = network.organizations.assign(
        intl_batch=["2023" if k[0] == "S" else "" for k in network.ids]
    )
    table = netintl.find_progress(replace(network, organizations=named)).table.set_index("measure")
    assert table.loc["batch_2023", ["low", "high", "target"]].tolist() == [3, 3, 100]
    assert table.at["batch_2023", "state"] == "not_met"


def test_no_province_is_left_out() -> None:
    table = netintl.find_provinces(planted()).table
    assert len(table) == 32
    assert set(table["province"]) == set(provinces()) - {"71", "81", "82"}
    row = table.set_index("province").loc["12"]
    assert row.tolist() == [2, 3, 1, 4, 2]
    assert table["schools"].tolist()[2:] == [0] * 30


def test_a_view_of_some_provinces_does_not_call_the_others_empty() -> None:
    assert netintl.find_provinces(planted()).claim("empty_provinces").facts["count"] == 30
    asked = netintl.select(planted(), provinces=["12"])
    assert netintl.find_provinces(asked).claim("empty_provinces") is None


BAD = {
    "unknown predicate": RULES.replace('"partners"', '"friendship"'),
    "no conditions": RULES.split("[[condition]]", maxsplit=1)[0],
    "more than there are": RULES.replace("at_least = 2", "at_least = 9"),
    "none at all": RULES.replace("at_least = 2", "at_least = 0"),
    "not TOML": "at_least = = 3",
    "unknown parameter": RULES.replace('kind = "enterprise"', 'kind = "enterprise"\nhq = "CHN"'),
    "unknown word": RULES.replace('purposes = ["study"]', 'purposes = ["stduy"]'),
    "unknown direction": RULES.replace("threshold = 50", 'threshold = 50\ndirection = "away"'),
    "unknown count": RULES.replace("threshold = 50", 'threshold = 50\nout_counts = ["gone"]'),
    "threshold is a word": RULES.replace("threshold = 50", 'threshold = "many"'),
}


@pytest.mark.parametrize("case", BAD)
def test_a_wrong_rule_file_is_one_clear_error(case, tmp_path) -> None:
    with pytest.raises(InputError) as told:
        rules(tmp_path, BAD[case])
    assert "rules.toml" in str(told.value)
    assert told.value.cure


def test_what_is_judged_is_not_laid_to_the_issuer(tmp_path) -> None:
    shipped = netintl.find_progress(planted()).claim("rules_read")
    assert (shipped.facts["read"], shipped.facts["own"]) == (4, 3)
    own = netintl.find_progress(planted(), rules=rules(tmp_path))
    assert own.claim("rules").facts["source"] == "here"
    assert own.claim("rules_read") is None


def test_eligible_is_said_in_years() -> None:
    claim = netintl.find_progress(planted()).claim("eligible_years")
    assert claim.facts["years"] == 3


def test_a_missing_rule_file_is_named(tmp_path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        load_rules(tmp_path / "nowhere.toml")


def test_conditions_of_a_school_are_the_same_in_every_view() -> None:
    network = netintl.load()
    whole = netintl.find_conditions(network).table
    view = netintl.find_conditions(netintl.select(network, brands=["luban_workshop"])).table
    columns = ["organization", "condition", "state", "value"]
    known = whole[whole["organization"].isin(set(view["organization"]))]
    key = ["organization", "condition"]
    assert (
        view[columns]
        .sort_values(key, ignore_index=True)
        .equals(known[columns].sort_values(key, ignore_index=True))
    )
