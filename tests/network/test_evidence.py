"""When an agreement was last attested: its source, its start, what happened under it."""

from __future__ import annotations

import numpy as np
import pytest

from ..conftest import frames_of, make_network

FLOW = {"agreement": "a", "from": "S1", "to": "C1", "purpose": "study", "persons": "5"}


def newest(start="", end="", source="src", status="", published=(), flows=()) -> str:
    network = make_network(
        {"a": "S1 C1"},
        agreements=[{"id": "a", "start": start, "end": end, "source": source, "status": status}],
        sources=[{"id": name, "published": day} for name, day in published],
        flows=[{"id": f"f{n}", **FLOW, **flow} for n, flow in enumerate(flows)],
    )
    return str(network.evidence_days[0])


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        ({}, "NaT"),
        ({"start": "2019-05"}, "2019-05-01"),
        ({"published": [("src", "2021-02-03")]}, "2021-02-03"),
        ({"start": "2022", "published": [("src", "2021-02-03")]}, "2021-02-03"),
        ({"start": "2021-11", "published": [("src", "2021")]}, "2021-11-01"),
        ({"start": "2024", "source": "", "published": [("src", "2021-02-03")]}, "NaT"),
        ({"start": "2022-01", "source": "", "published": [("src", "2021-02-03")]}, "2022-01-01"),
        ({"start": "2203-06"}, "NaT"),
        ({"start": "2566", "published": [("src", "2023")]}, "2023-01-01"),
        ({"start": "2020", "published": [("src", "2566-03")]}, "2020-01-01"),
        ({"start": "2030", "status": "proposed"}, "NaT"),
        ({"start": "2010", "end": "2019-06"}, "2010-01-01"),
        ({"start": "2010", "end": "2019-06", "status": "expired"}, "2019-06-01"),
        ({"end": "2019-06", "status": "terminated"}, "2019-06-01"),
        ({"end": "2030", "status": "terminated", "published": [("src", "2021")]}, "2021-01-01"),
        ({"start": "2019", "published": [("src", "")]}, "2019-01-01"),
        ({"start": "2019", "published": [("other", "2024")]}, "2019-01-01"),
        ({"source": "x;y", "published": [("x", "2020"), ("y", "2018")]}, "2020-01-01"),
        ({"source": "x; y", "published": [("x", "2018"), ("y", "2020")]}, "2020-01-01"),
        ({"flows": [{"year": "2023"}]}, "2023-01-01"),
        ({"flows": [{"year": "2021"}, {"year": "2023"}, {"year": "2020"}]}, "2023-01-01"),
        ({"flows": [{"year": "2020"}], "start": "2021"}, "2021-01-01"),
        ({"flows": [{"year": "2030", "planned": "yes"}]}, "NaT"),
        ({"flows": [{"year": "2020"}, {"year": "2030", "planned": "yes"}]}, "2020-01-01"),
        ({"flows": [{"year": ""}]}, "NaT"),
        ({"flows": [{"year": "2020", "agreement": "unheard-of"}]}, "NaT"),
    ],
    ids=[
        "none", "start", "source", "start_after_its_source", "start_in_the_year_of_its_source",
        "start_long_after_all_sources", "start_soon_after_all_sources", "typed_year",
        "buddhist_year", "source_of_a_buddhist_year", "proposal", "end_not_called_so",
        "end_called_so", "end_alone", "end_of_a_plan", "undated_source",
        "source_of_another", "best_of_two_sources", "blank_after_semicolon", "flow",
        "newest_flow", "older_flow",
        "plan", "plan_beside_flow", "undated_flow", "flow_of_nothing",
    ],
)  # fmt: skip
def test_newest_evidence(facts, day) -> None:
    assert newest(**facts) == day


def test_bundled_evidence_is_the_newest_of_its_days(bundled_network) -> None:
    frames = frames_of(bundled_network)
    published = dict(zip(frames["sources"]["id"], frames["sources"]["published"], strict=True))
    flows = frames["flows"][frames["flows"]["planned"] != "yes"]
    for row, found in zip(
        frames["agreements"].itertuples(), bundled_network.evidence_days, strict=True
    ):
        texts = [published.get(name, "") for name in row.source.split(";")]
        told = max(texts, default="") or "9999"
        planned = row.status == "proposed" or row.start[: len(told)] > told[: len(row.start)]
        texts += [] if planned else [row.start]
        called = row.status in ("expired", "terminated")
        texts += [row.end] if called and row.end[: len(told)] <= told[: len(row.end)] else []
        texts += flows.loc[flows["agreement"] == row.id, "year"].tolist()
        days = [np.datetime64(text).astype("datetime64[D]") for text in texts if text]
        assert (np.isnat(found) and not days) or found == max(days), row.id
