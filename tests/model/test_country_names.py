"""Names of countries as people write them, labelled by hand; an ambiguous one is never read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from netintl.i18n import set_language
from netintl.model.country_names import countries_meant, find_country
from netintl.model.places import countries
from netintl.model.proposals import offered_codes
from netintl.model.reference import read_reference

from ..proofs import examples

LABELS = Path(__file__).with_name("labelled_countries.csv")
FORMS = tuple(csv.DictReader(LABELS.read_text(encoding="utf-8").splitlines()))


def test_there_are_many_labelled_forms() -> None:
    assert len(FORMS) >= 400
    assert sum(not row["country"] for row in FORMS) >= 40
    assert len({row["form"] for row in FORMS}) == len(FORMS)


def test_every_labelled_form_is_read_as_labelled() -> None:
    found = {row["form"]: find_country(row["form"]) or "" for row in FORMS}
    assert found == {row["form"]: row["country"] for row in FORMS}


def test_what_means_several_countries_says_which() -> None:
    several = [row for row in FORMS if row["candidates"]]
    assert several
    for row in several:
        assert ";".join(countries_meant(row["form"])) == row["candidates"]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "id", "th", "zh"])
def test_the_names_of_cldr_are_read(language: str) -> None:
    called = Locale.parse(language).territories
    for code, place in countries().items():
        name = called[place.alpha2]
        assert (find_country(name) == code) != (name == "Congo")  # two countries for all others


def test_a_country_that_is_written_out_is_read_again() -> None:
    for code, place in countries().items():
        assert {find_country(code), find_country(place.alpha2)} == {code}
        ambiguous = len(countries_meant(place.name_en)) > 1
        assert ambiguous or find_country(place.name_en) == code
        assert find_country(place.name_zh) == code


def test_our_own_list_names_countries_that_exist_in_an_order_that_stays() -> None:
    rows = [(row["countries"], row["name"]) for row in read_reference("country_names")]
    assert rows == sorted(rows)
    assert {code for codes, _ in rows for code in codes.split(";") if code} <= set(countries())


def test_an_ambiguous_name_proposes_its_countries_alone() -> None:
    set_language("en")
    assert offered_codes("country", "Korea") == "Choose from: South Korea (KOR), North Korea (PRK)."


@given(st.text(max_size=250))
@examples(300)
def test_any_text_is_a_country_or_none(text: str) -> None:
    assert set(countries_meant(text)) <= set(countries())


@given(st.sampled_from([row["form"] for row in FORMS if row["country"]]), st.data())
@examples(300)
def test_case_spaces_and_width_change_nothing(form: str, data) -> None:
    wide = "".join(chr(ord(s) + 0xFEE0) if "!" <= s <= "~" else s for s in form)
    spaced = form.replace(" ", "  ")
    text = data.draw(st.sampled_from([form.upper(), f" {form}\u3000", wide, spaced]))
    assert find_country(text) == find_country(form)
