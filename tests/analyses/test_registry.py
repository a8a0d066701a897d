"""What every analysis of the registry holds to, whatever its question is."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netintl
from netintl.analyses.registry import ANALYSES
from netintl.analyses.result import result_columns
from netintl.i18n import speaking
from netintl.identity.judgements import settle
from netintl.network.network import Network
from netintl.network.scopes import SCOPES
from netintl.pictures.registry import PICTURES
from netintl.report.result_tables import shown_rows
from netintl.words.claims import sentence
from netintl.words.sentences import SENTENCES
from netintl.words.wording import readable

from ..conftest import DATA, EXAMPLE, GAPS, ROOT, make_network, without_agreements
from ..proofs import examples
from .conftest import party_lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# A number written for people; codes such as 12 or 46 have neither a point nor a sign.
NUMBER = re.compile(r"[+−-]?\d*\.\d+|[+−-]\d+|[\d.]+ ?%|∞|nan|\?")
FEW = {"nulls": 5, "resamples": 3}
FOLDERS = (EXAMPLE, GAPS, DATA)
SUBJECTS = {DATA: "cn-liuzhou-vtc", EXAMPLE: "C2"}
# Why an analysis has no single reason whose agreements could be taken out.
UNREASONED = {
    "summary": "its figures are of the whole network",
    "concentration": "its figures are of the whole network",
    "closure": "its figures are of the whole network",
    "missing": "its figures are of the whole network",
}
BARE = {
    "empty": {},
    "one organization": {"a": "S1"},
    "one link": {"a": "S1 C1"},
    "one layer": {"a": "S1 C1", "b": "S2 C1", "c": "S2 C2"},
    "disconnected": {"a": "S1 C1", "b": "S2 E1", "c": "C3 E3"},
    "no school": {"a": "C1 E1", "b": "C2 E1"},
    "one kind": {"a": "E1 E2", "b": "E2 E3"},
}
# A condition that is unknown cites what may meet it; without that it is unknown too.
DECIDED = {"conditions": "pass"}
every_analysis = pytest.mark.parametrize("name", ANALYSES)
# The evaluation solves the matches of hundreds of schools anew, so it has the worked example alone.
CASES = [
    pytest.param(folder, name, id=f"{folder.name}-{name}")
    for folder in FOLDERS
    for name in ANALYSES
    if (folder, name) != (DATA, "match_evaluation")
]


@cache
def tables_of(folder: Path) -> dict[str, pd.DataFrame]:
    return dict(netintl.load_package(folder).tables)


def network_of(tables: dict[str, pd.DataFrame]) -> Network:
    return Network.from_tables(settle(tables, tables["judgements"]))


def mixed(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sample(frac=1, random_state=3)


def with_lone_organizations(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Add a school and a college that no agreement names."""
    if name != "organizations":
        return frame
    lone = [
        {"id": "zz-school", "kind": "school", "name_en": "Lone school", "country": "CHN"},
        {"id": "zz-college", "kind": "college", "name_en": "Lone college", "country": "KEN"},
    ]
    return pd.concat([frame, pd.DataFrame(lone, dtype=object)], ignore_index=True).fillna("")


@cache
def network_in(folder: Path, change: str = "") -> Network:
    tables = {name: frame.copy() for name, frame in tables_of(folder).items()}
    if change == "shuffled":
        tables = {name: mixed(frame) for name, frame in tables.items()}
    if change == "lone":
        tables = {name: with_lone_organizations(frame, name) for name, frame in tables.items()}
    if change == "unknown":
        tables["flows"] = tables["flows"][tables["flows"]["agreement"] != "C1-E1"]
    if change == "ended":
        deals = tables["agreements"]
        over = deals.index < len(deals) // 2
        ended = {"status": "terminated", "end": "2026-06-30"}
        tables["agreements"] = deals.assign(
            **{name: deals[name].where(~over, value) for name, value in ended.items()}
        )
    return network_of(tables)


@cache
def result_of(folder: Path, name: str, change: str = "") -> netintl.Result:
    network = network_in(folder, change)
    return ANALYSES[name].run(network, subject_of(folder, network), **FEW)


CHOSEN = {"flows": {"columns": ("kind", "brand", "status")}}


def subject_of(folder: Path, network: Network) -> str:
    """Name whom an analysis of one organization is asked about."""
    return SUBJECTS.get(folder, str(network.ids[0]))


def agreements_of(cells: pd.Series) -> set[str]:
    return {name for names in cells for name in names}


def declared_rows(name: str) -> pd.DataFrame:
    file = ROOT / "netintl" / "model" / "result_columns.csv"
    rows = pd.read_csv(file, dtype=str, keep_default_na=False)
    return rows[rows["analysis"] == name]


def check_speech(result: netintl.Result, network: Network) -> None:
    """Say everything of a result in both languages."""
    assert [column.name for column in result.columns] == list(result.table.columns)
    for language in ("en", "zh"):
        assert all(column.labels[language] for column in result.columns)
        with speaking(language):
            said = [sentence(claim, network) for claim in result.claims]
            shown = readable(result, network)
        assert all(said)
        assert not any("{" in sentence for sentence in said)
        assert not shown.isin(["nan", "None", "NaN"]).any(axis=None)
    assert agreements_of(result.reasons["agreements"]) <= set(network.agreement_ids)
    for claim in result.claims:
        texts = [part for part in flattened(claim.facts.values()) if isinstance(part, str)]
        assert not [text for text in texts if NUMBER.fullmatch(text)], claim
        assert claim.scope in SCOPES
        assert isinstance(claim.rows, tuple)


def flattened(values: Iterable[object]) -> Iterator[object]:
    for value in values:
        if isinstance(value, (tuple, list)):
            yield from flattened(value)
        else:
            yield value


@pytest.mark.parametrize(("folder", "name"), CASES)
def test_a_result_is_declared_and_speaks_both_languages(folder: Path, name: str) -> None:
    result = result_of(folder, name)
    check_speech(result, network_in(folder))
    assert result.analysis == name
    if "rank" in result.table:
        assert result.table["rank"].is_monotonic_increasing


@every_analysis
def test_several_values_of_a_cell_are_a_tuple_and_never_text(name: str) -> None:
    folders = [folder for folder in FOLDERS if (folder, name) != (DATA, "match_evaluation")]
    held: dict[str, list[object]] = {}
    for result in [result_of(folder, name) for folder in folders]:
        for column, cells in result.table.items():
            held.setdefault(str(column), []).extend(cells)
        for note in result.claims:
            for fact, value in note.facts.items():
                held.setdefault(f"{note.code}: {fact}", []).append(value)
    for what, cells in held.items():
        tuples = [cell for cell in cells if isinstance(cell, tuple)]
        assert len(tuples) in (0, len(cells)), what
        texts = [part for cell in tuples or [cells] for part in cell if isinstance(part, str)]
        assert not [text for text in texts if ";" in text], what


@pytest.mark.untraced  # the test before runs the same lines
@every_analysis
def test_the_order_of_rows_does_not_matter(name: str) -> None:
    folder = EXAMPLE if name == "match_evaluation" else DATA
    found = [result_of(folder, name, change) for change in ("", "shuffled")]
    pd.testing.assert_frame_equal(found[0].table, found[1].table)
    pd.testing.assert_frame_equal(found[0].reasons, found[1].reasons)
    assert found[0].claims == found[1].claims


@every_analysis
def test_organizations_without_agreements_are_borne(name: str) -> None:
    check_speech(result_of(EXAMPLE, name, "lone"), network_in(EXAMPLE, "lone"))


@every_analysis
@pytest.mark.parametrize("case", BARE)
def test_bare_networks_give_a_result(case: str, name: str) -> None:
    network, analysis = make_network(BARE[case]), ANALYSES[name]
    if analysis.of_one and not len(network):
        return  # there is nobody to ask about
    check_speech(analysis.run(network, str([*network.ids, ""][0]), **FEW), network)


def rows_of(result: netintl.Result, finding: str) -> list[dict]:
    of = ANALYSES[result.analysis].finding.of
    rows = result.table.drop(columns="rank", errors="ignore").to_dict("records")
    return [{key: str(cell) for key, cell in row.items()} for row in rows if of(row) == finding]


@pytest.mark.untraced  # the test before runs the same lines
@pytest.mark.parametrize("name", [name for name in ANALYSES if name not in UNREASONED])
def test_taking_out_the_agreements_of_a_reason_moves_the_finding(name: str) -> None:
    cases = [(EXAMPLE, ""), (EXAMPLE, "unknown"), (GAPS, ""), (DATA, ""), (DATA, "ended")]
    found = next(filter(None, (reason_in(folder, name, change) for folder, change in cases)), None)
    assert found, "no row has a reason that cites agreements"
    (folder, change), finding, agreements = found
    less = without_agreements(network_in(folder, change), agreements)
    after = ANALYSES[name].run(less, subject_of(folder, less), **FEW)
    assert rows_of(after, finding) != rows_of(result_of(folder, name, change), finding)


def reason_in(folder: Path, name: str, change: str) -> tuple | None:
    """Return the first finding of a table whose reason cites agreements, and those."""
    result = result_of(folder, name, change)
    cited = result.reasons[result.reasons["agreements"].map(len) > 0]
    if name in DECIDED:
        cited = cited[cited["component"] == DECIDED[name]]
    for finding, agreements in zip(cited["finding"], cited["agreements"], strict=True):
        if rows_of(result, finding):
            return (folder, change), finding, agreements
    return None


@pytest.mark.parametrize("name", UNREASONED)
def test_what_has_no_reasons_says_none(name: str) -> None:
    assert result_of(DATA, name).reasons.empty


@every_analysis
def test_what_an_analysis_names_is_there(name: str) -> None:
    analysis, result = ANALYSES[name], result_of(EXAMPLE, name)
    columns = set(result.table.columns)
    own = set(declared_rows(name)["name"])
    chosen = CHOSEN.get(name, {})  # columns that an option brings in
    more = analysis.run(network_in(EXAMPLE), **chosen).table.columns if chosen else ()
    assert own <= {*columns, *more}
    assert columns <= set(result_columns(name))
    assert {*analysis.finding.columns, *analysis.key, *analysis.compared} <= columns
    assert set(analysis.draws) <= analysis.arguments
    assert set(analysis.pictures) <= set(PICTURES)
    if shown := analysis.shown:
        assert {*shown.distinct, *filter(None, [shown.counted])} <= columns
        assert {shown.needs_claim} - {""} <= set(SENTENCES)
        assert list(shown_rows(result, shown, 5).columns) == list(result.table.columns)


@every_analysis
@pytest.mark.parametrize("place", ["narrow", "report"])
def test_places_of_columns_count_from_one(name: str, place: str) -> None:
    places = sorted(int(cell) for cell in declared_rows(name)[place] if cell)
    assert places == list(range(1, len(places) + 1))


@pytest.mark.untraced  # the tracer doubles the time, and other tests run these lines
@examples(20)
@given(parties=party_lists(), data=st.data())
def test_a_second_source_of_the_same_agreement_changes_nothing(parties, data) -> None:
    # A second source does matter where sources are taken away.
    other = ("match_evaluation", "missing")
    listed = [a for a in ANALYSES.values() if not a.of_one and a.name not in other]
    analysis = data.draw(st.sampled_from(listed))
    one = make_network(parties)
    two = make_network(parties, agreements=[{"id": key, "source": "src;src2"} for key in parties])
    left, right = (analysis.run(network, **FEW).table for network in (one, two))
    assert left.equals(right)
