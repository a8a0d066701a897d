"""Free text is coded to majors and industries; crosswalks spread a major whole."""

from __future__ import annotations

import math

import pytest

from netintl.model.fields import code_fields, majors
from netintl.model.industries import code_industries, crosswalks, industries, section_of
from netintl.model.reference import read_reference

# Texts that name no subject: how something is taught, or that something is taught.
NO_SUBJECT = {"EPIP centre", "EPIP method", "vocational skills", "skills", "quality assurance"}


def test_the_catalogue_has_19_majors() -> None:
    assert list(majors()) == [str(code) for code in range(41, 60)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("high-speed rail", ("50",)),
        ("new-energy vehicles; Chinese language", ("46", "57")),
        ("trail running", ()),
        ("机电一体化技术", ("46",)),
        ("铁道信号；中文", ("50", "57")),
        ("hydropower", ("45",)),
        ("nursing", ("52",)),
        ("cross-border e-commerce", ("53",)),
        ("46;51", ("46", "51")),
        ("EPIP method", ()),
        ("", ()),
    ],
)
def test_text_is_coded_to_majors(text: str, codes: tuple[str, ...]) -> None:
    assert code_fields(text) == codes


def test_most_programmes_of_the_source_data_are_coded(source_rows) -> None:
    named = [row["programme"] for row in source_rows("links") if row["programme"]]
    assert sum(bool(code_fields(text)) for text in named) / len(named) >= 0.85
    assert all(code_fields(text) == () for text in NO_SUBJECT)


def test_most_lines_of_business_of_the_source_data_are_coded(source_rows) -> None:
    rows = [r for r in source_rows("institutions") if r["kind"] == "enterprise" and r["sectors"]]
    assert sum(bool(code_industries(r["sectors"])) for r in rows) / len(rows) >= 0.9


def test_industries_are_20_sections_and_97_divisions() -> None:
    levels = [industry.level for industry in industries().values()]
    assert (levels.count("section"), levels.count("division")) == (20, 97)
    assert all(section_of(code) in industries() for code in industries())
    assert all(industry.name_en != code for code, industry in industries().items())


def test_each_crosswalk_spreads_every_major_over_sections() -> None:
    assert set(crosswalks()) == {"strict", "weighted", "broad"}
    for variant in crosswalks().values():
        assert set(variant) == set(majors())
        for weights in variant.values():
            assert math.isclose(sum(weights.values()), 1)
            assert all(industries()[code].level == "section" for code in weights)
    assert all(len(weights) == 1 for weights in crosswalks()["strict"].values())


def test_every_crosswalk_row_says_why() -> None:
    assert all(row["rationale"] and row["edition"] for row in read_reference("crosswalks"))


def test_aid_sectors_map_to_sections_or_to_none() -> None:
    for row in read_reference("crs_sectors"):
        assert row["section"] in {"", *industries()}
        assert row["rationale"]
