"""The reference of mappings: every key that is read stands in it, and every example is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from netintl.ingest.mapping import mapping_of_text
from netintl.ingest.mapping_keys import mapping_codes, mapping_tables
from netintl.ingest.mapping_shape import CODES, KEYS
from netintl.settings_files import parse_settings

PAGE = Path(__file__).parents[2] / "docs" / "mapping-reference.md"
EXAMPLES = [
    pytest.param(table, key, id=f"{name}.{key.name}")
    for name, table in mapping_tables().items()
    for key in table.keys
]


def test_every_key_that_is_read_stands_in_the_reference() -> None:
    told = {table.name: {key.name for key in table.keys} for table in mapping_tables().values()}
    assert told == {name: set(checks) for name, checks in KEYS.items()}
    assert set(mapping_codes()) == set(CODES)


def test_the_page_has_every_key_and_code() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for table in mapping_tables().values():
        section = text.partition(f"## {table.written}\n")[2].partition("\n## ")[0]
        for key in table.keys:
            assert f"| `{key.name}` |" in section
            assert key.example in section
    for code in CODES:
        assert f"| `{code}` |" in text


@pytest.mark.parametrize(("table", "key"), EXAMPLES)
def test_each_example_is_read_and_shows_its_key(table, key) -> None:
    mapping_of_text(key.whole_example, "m.toml")
    assert key.name in key.example
    parse_settings(key.example)


@pytest.mark.parametrize(("table", "key"), EXAMPLES)
def test_each_key_is_said_in_both_languages(table, key) -> None:
    for words in (key.meanings, key.holds, table.meanings):
        assert words["en"]
        assert words["zh"]
        assert words["en"] != words["zh"]
    assert bool(key.absent["en"]) == bool(key.absent["zh"])
    assert not (key.required and key.absent["en"])


def test_what_a_key_holds_is_said_as_its_check_says_it() -> None:
    keys = {key.name: key for key in mapping_tables()["cell"].keys}
    assert keys["const"].holds == {"en": "a text, a number or a date", "zh": "文本、数字或日期"}
    assert keys["when"].holds["en"] == "a table or a list"
