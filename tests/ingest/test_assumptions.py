"""Whole tables whose cells are read under an assumption: each is told, and nothing is lost."""

from __future__ import annotations

import random

import pytest

from netintl.ingest.package import load_package


def read(tmp_path, **tables: str):
    folder = tmp_path / "package"
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return load_package(folder)


def told(package) -> list[str]:
    rows = package.issues.itertuples(index=False)
    return [f"{row.code}:{row.row}:{row.column}:{row.value}" for row in rows]


ORGANIZATIONS = "id,kind,name_en,country,opened\nS,school,S,CHN,\nC,college,C,THA,2504\n"
AGREEMENTS = "id,kind,status,start,end,source\n"
OTHERS = {
    "organizations": ORGANIZATIONS,
    "parties": "agreement,organization,role\na1,S,lead\na1,C,partner\n",
    "sources": "id,title\ns1,T\n",
}


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        (",2019-2023,", ("", "2019", "2023")),
        (",2019年9月至今,", ("active", "2019-09", "")),
        ("signed,2019,至今", ("signed", "2019", "")),
        (",2019,present", ("active", "2019", "")),
        (",2019,长期", ("", "2019", "")),
        (",2019/9,五年", ("", "2019-09", "2024-09")),
        (",2019-09-01,18 months", ("", "2019-09-01", "2021-03-01")),
        (",,2019-2023", ("", "2019", "2023")),
        (",2019-2023,2024", ("", "2019", "2024")),
        (",2019-2020学年,-", ("", "2019", "2020")),
        (",2019-2023,至今", ("active", "2019", "")),
        (",2019至今,至今", ("active", "2019", "")),
        (",2019至今,2024", ("", "2019", "2024")),
        (",2019,18 months", ("", "2019", "")),
    ],
)
def test_starts_and_ends_settle_each_other(cells: str, kept, tmp_path) -> None:
    package = read(tmp_path, agreements=f"{AGREEMENTS}a1,workshop,{cells},s1\n", **OTHERS)
    row = package.tables["agreements"].iloc[0]
    assert tuple(row[["status", "start", "end"]]) == kept


def test_a_file_without_a_column_of_ends_gets_one(tmp_path) -> None:
    file = tmp_path / "links.csv"
    file.write_text("source,target,start\nA,B,2019-2023\nA,C,2019至今\n", encoding="utf-8")
    package = load_package(file)
    rows = package.tables["agreements"].set_index("id")
    assert rows.loc["A--B", ["start", "end"]].tolist() == ["2019", "2023"]
    assert rows.loc["A--C", ["start", "end", "status"]].tolist() == ["2019", "", "active"]


def test_a_year_of_thailand_is_converted_and_one_of_china_is_not(tmp_path) -> None:
    organizations = "id,kind,name_en,country,opened\nS,school,S,CHN,2504\nC,college,C,ไทย,2504\n"
    package = read(tmp_path, organizations=organizations)
    assert package.tables["organizations"]["opened"].tolist() == ["", "1961"]
    assert told(package) == ["CEL013:2:opened:2504", "CEL022:3:opened:2504"]


FLOWS = (
    "id,agreement,from,to,purpose,persons,note\n"
    "f1,a1,S,C,training,约300人,press\nf2,a1,S,C,study,100–200,\nf3,a1,S,C,teaching,1.2万,\n"
    "f4,a1,S,C,internship,n/a,\n"
)


def test_the_words_of_a_number_are_kept_as_its_note(tmp_path) -> None:
    agreements = f"{AGREEMENTS}a1,workshop,,,,s1\n"
    flows = read(tmp_path, agreements=agreements, flows=FLOWS, **OTHERS).tables["flows"]
    assert flows["persons"].tolist() == ["300", "100", "12000", ""]
    assert flows["note"].tolist() == ["约300人; press", "100–200", "", ""]


def test_the_flow_of_a_link_keeps_the_words_too(tmp_path) -> None:
    file = tmp_path / "links.csv"
    file.write_text("source,target,persons,note\nA,B,约300人,x\nA,C,40,y\n", encoding="utf-8")
    flows = load_package(file).tables["flows"]
    assert flows["persons"].tolist() == ["300", "40"]
    assert flows["note"].tolist() == ["约300人", ""]


def test_a_country_that_is_said_to_be_unknown_is_no_error_and_namibia_is_namibia(tmp_path) -> None:
    text = "id,kind,name_en,country\nA,school,A,n/a\nB,school,B,NA\nC,school,C,Congo\n"
    package = read(tmp_path, organizations=text)
    assert package.tables["organizations"]["country"].tolist() == ["", "NAM", ""]
    assert told(package) == ["CEL029:2:country:n/a", "CEL003:4:country:Congo"]


def test_each_file_proves_its_own_order_of_day_and_month(tmp_path) -> None:
    from netintl.ingest.cell_checks import check_cells
    from netintl.ingest.draft import Draft
    from netintl.ingest.issues import IssueLog
    from netintl.ingest.text_tables import read_text_table
    from netintl.model.schema import tables

    log = IssueLog()
    texts = [
        f"source,target,start\nA,B,07/05/2021\nA,C,{day}\n"
        for day in ("31/12/2019", "12/31/2019", "2019")
    ]
    raws = [
        read_text_table("links", f"{n}.csv", text.encode(), log) for n, text in enumerate(texts)
    ]
    draft = Draft(tables()["links"], raws, log)
    check_cells(draft)
    assert draft.cells("start").tolist() == [
        "2021-05-07", "2019-12-31", "2021-07-05", "2019-12-31", "", "2019",
    ]  # fmt: skip


def test_the_order_of_rows_changes_nothing(tmp_path) -> None:
    rows = [f"A,B{n},{day}\n" for n, day in enumerate(["07/05/2021", "31/12/2019", "2019-2023",
            "2019Q3", "43709", "n/a", "2019至今", "พ.ศ. 2566"])]  # fmt: skip
    frames = []
    for seed in range(3):
        random.Random(seed).shuffle(rows)  # noqa: S311 - an order, not a secret
        file = tmp_path / "links.csv"
        file.write_text("source,target,start\n" + "".join(rows), encoding="utf-8")
        frames.append(load_package(file).tables["agreements"].sort_values("id").to_csv(index=False))
    assert len(set(frames)) == 1


def test_a_package_that_is_written_again_is_read_without_a_word(tmp_path) -> None:
    from netintl.ingest.writing import write_tables

    agreements = f"{AGREEMENTS}a1,workshop,,2019-2020学年,,s1\n"
    package = read(tmp_path, agreements=agreements, flows=FLOWS, **OTHERS)
    write_tables(package.tables, tmp_path / "again")
    again = load_package(tmp_path / "again")
    assert told(again) == []
    assert again.tables["flows"].equals(package.tables["flows"])


def test_a_required_number_that_is_not_known_ends_its_row_and_says_why(tmp_path) -> None:
    text = "organization,measure,persons_per_year\nS,places,n/a\nS,seats,约40\n"
    package = read(tmp_path, capacities=text, **OTHERS)
    assert package.tables["capacities"]["persons_per_year"].tolist() == ["40"]
    assert package.tables["capacities"]["note"].tolist() == ["约40"]
    assert package.ledger.balanced
    assert "CEL029:2:persons_per_year:n/a" in told(package)


def test_very_many_rows_take_one_look_at_each_distinct_cell(tmp_path, monkeypatch) -> None:
    from netintl.ingest import assumptions

    looked = []
    real = assumptions.assumed_date

    def counted(cell: str, *habit, **more):
        looked.append(cell)
        return real(cell, *habit, **more)

    monkeypatch.setattr(assumptions, "assumed_date", counted)
    file = tmp_path / "links.csv"
    rows = "".join(f"A,B{n},{2000 + n % 20}-{2021 + n % 3}\n" for n in range(5000))
    file.write_text("source,target,start\n" + rows, encoding="utf-8")
    assert len(load_package(file).tables["agreements"]) == 5000
    assert len(looked) <= 120
