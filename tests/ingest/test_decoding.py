"""Encodings against labels: what a spreadsheet saved is read back, and a guess says that it is."""

import tomllib
from pathlib import Path

import pytest

from netintl.errors import UsageError
from netintl.ingest.decoding import decode, known_encoding

HELD = tomllib.loads((Path(__file__).parent / "labelled_tables.toml").read_text(encoding="utf-8"))
LABELLED = [
    (f"{name}-{encoding}", encoding, text)
    for name, text in HELD["tables"].items()
    for encoding in (HELD["encodings"][name.rstrip("0123456789")], "utf-16-le", "utf-16-be")
]


def test_enough_tables_are_labelled() -> None:
    assert len(LABELLED) >= 60


@pytest.mark.parametrize(("encoding", "text"), [case[1:] for case in LABELLED], ids=lambda _: "")
def test_a_short_table_is_read_as_it_was_written(encoding: str, text: str) -> None:
    found = decode(text.encode(encoding))
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(("encoding", "text"), [case[1:] for case in LABELLED], ids=lambda _: "")
def test_only_clear_chinese_is_no_guess(encoding: str, text: str) -> None:
    found = decode(text.encode(encoding))
    assert found is not None
    assert found.guessed or encoding == "gb18030"


def test_the_user_settles_what_is_not_utf8() -> None:
    korean = "source,target\n서울대학교,텐진\n"
    assert decode(korean.encode("euc-kr"), "euc-kr").text == korean
    assert decode(korean.encode(), "euc-kr").text == korean


def test_utf8_with_broken_bytes_stays_utf8() -> None:
    found = decode("学校,国家\n柳州职业技术学院,印尼\n".encode()[:-2])
    assert (found.encoding, found.broken) == ("utf-8", 1)


@pytest.mark.parametrize("name", ["rot13", "hex", "no-such", "unicode_escape\x00"])
def test_what_is_no_encoding_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="no encoding"):
        known_encoding(name)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"MZ\x90\x00\x03", b"\x00" * 64]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert decode(data) is None
