"""Packages from before a column had a vocabulary: their words are told of and kept."""

from __future__ import annotations

from netintl.ingest.package import load_package

ORGANIZATIONS = "id,kind,name_en,country\nA,school,A,CHN\nB,college,B,KEN\n"
AGREEMENTS = "id,kind,source\na,joint_programme,x\n"
PARTIES = "agreement,organization,role\na,A,lead\na,B,host\n"


def write(folder, flows: str, capacities: str = "") -> None:
    tables = {"organizations": ORGANIZATIONS, "agreements": AGREEMENTS, "parties": PARTIES,
              "flows": flows, "capacities": capacities}  # fmt: skip
    for name, text in tables.items():
        if text:
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def test_words_of_an_older_package_become_the_note(tmp_path) -> None:
    write(
        tmp_path,
        "id,agreement,from,to,purpose,year,persons,counts\n"
        "f,a,A,B,study,2024,5,graduates sent to the project\n"
        "g,a,A,B,study,2024,6,enrolled\n"
        "h,a,A,B,study,2024,7,\n",
    )
    package = load_package(tmp_path)
    flows = package.tables["flows"].set_index("id")
    assert flows["counts"].to_dict() == {"f": "", "g": "enrolled", "h": ""}
    assert flows["note"].to_dict() == {"f": "graduates sent to the project", "g": "", "h": ""}
    assert flows["per"].tolist() == ["", "", ""]
    issue = package.issues[package.issues["code"] == "CEL014"].iloc[0]
    assert (issue["file"], issue["row"], issue["column"]) == ("flows.csv", 2, "counts")


def test_a_note_that_is_there_is_kept_too(tmp_path) -> None:
    write(
        tmp_path,
        "id,agreement,from,to,purpose,persons,counts,note\n"
        "f,a,A,B,study,5,people of two courses,read by hand\n",
    )
    flows = load_package(tmp_path).tables["flows"]
    assert flows["note"].tolist() == ["people of two courses; read by hand"]


def test_capacities_of_an_older_package_are_those_of_the_organization(tmp_path) -> None:
    write(
        tmp_path,
        "id,agreement,from,to,purpose,year,persons\nf,a,A,B,study,2024,5\n",
        "organization,measure,field,year,persons_per_year\nA,places,,2024,9\n",
    )
    package = load_package(tmp_path)
    assert package.tables["capacities"]["agreement"].tolist() == [""]
    assert not (package.issues["severity"] == "error").any()


def test_a_figure_of_an_unknown_programme_is_told(tmp_path) -> None:
    write(
        tmp_path,
        "id,agreement,from,to,purpose,year,persons\nf,a,A,B,study,2024,5\n",
        "organization,measure,agreement,year,persons_per_year\nA,places,nowhere,2024,9\n",
    )
    issues = load_package(tmp_path).issues
    assert "nowhere" in set(issues["value"])
