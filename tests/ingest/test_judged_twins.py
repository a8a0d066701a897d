"""Ids that look alike are told, unless somebody has judged them."""

import pytest

from netintl.ingest.package import load_package

PAIRS = {"sz-01": "SZ-01", "SZ-01": "ＳＺ－01", "ＳＺ－01": "sz-01"}


def issues(folder, *judged):
    rows = "".join(f"{left},school,甲{left}\n" for left in PAIRS)
    (folder / "organizations.csv").write_text(f"id,kind,name_zh\n{rows}", encoding="utf-8")
    lines = "".join(f"{line}\n" for line in judged)
    (folder / "judgements.csv").write_text(f"left,right,verdict,at\n{lines}", encoding="utf-8")
    found = load_package(folder).issues
    return sorted(found.loc[found["code"] == "KEY003", "value"])


@pytest.mark.parametrize(
    ("verdicts", "told"),
    [
        ((), ["SZ-01", "sz-01", "ＳＺ－01"]),
        (("same", "different", "same"), []),
        (("same", "different"), ["sz-01", "ＳＺ－01"]),
        (("unsure",), ["SZ-01", "sz-01", "ＳＺ－01"]),
    ],
)
def test_judged_pairs_stop_warning(tmp_path, verdicts, told):
    lines = [f"{pair[0]},{pair[1]},{word}," for pair, word in zip(PAIRS.items(), verdicts)]  # noqa: B905
    assert issues(tmp_path, *lines) == told


def test_an_undone_judgement_warns_again(tmp_path):
    lines = [f"{left},{right},different,2026-01-01" for left, right in PAIRS.items()]
    assert issues(tmp_path, *lines) == []
    assert issues(tmp_path, *lines, "SZ-01,sz-01,undo_different,2026-01-02") == ["SZ-01", "sz-01"]
