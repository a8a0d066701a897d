"""``import`` once more over an older one: what is gone is told, an edited mapping is kept."""

from __future__ import annotations

import csv
import gzip
import json

import pytest

FIRST = "School,Partner,Signed,Expires\nA College,B College,2019,2022\nA College,C College,2020,\n"
LATER = "School,Partner,Signed\nA College,B College,2019\nA College,C College,2020\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_update_without_a_column_of_ends_is_told(run, here) -> None:
    (here / "p.csv").write_text(FIRST, encoding="utf-8")
    assert run("import", "p.csv", "-o", "p", "--yes").code == 0
    (here / "p.csv").write_text(LATER, encoding="utf-8")
    again = run("import", "p.csv", "-o", "p", "--yes", "--force")
    assert again.code == 0
    assert "end of agreements was filled in 1 rows" in again.out
    changed = list(csv.DictReader((here / "p/import/changes.csv").read_text("utf-8").splitlines()))
    assert [(row["change"], row["column"], row["before"]) for row in changed] == [
        ("changed", "end", "2022")
    ]


def test_the_mapping_before_is_kept_and_brings_the_figures_before_back(run, here) -> None:
    (here / "p.csv").write_text(FIRST, encoding="utf-8")
    run("import", "p.csv", "-o", "p", "--yes")
    mapping, agreements = here / "p/import/mapping.toml", here / "p/agreements.csv"
    edited = mapping.read_text("utf-8").replace("programme_cooperation", "mou_only")
    mapping.write_text(edited, encoding="utf-8")
    run("import", "p.csv", "-o", "p", "--mapping", str(mapping), "--force")
    standing = agreements.read_bytes()
    assert b"mou_only" in standing
    told = run("import", "p.csv", "-o", "p", "--yes", "--force")
    before = here / "p/import/mapping-before.toml"
    assert "mapping-before.toml" in told.out
    assert before.read_text("utf-8") == edited
    assert b"mou_only" not in agreements.read_bytes()
    run("import", "p.csv", "-o", "p", "--mapping", str(before), "--force")
    assert agreements.read_bytes() == standing


def test_an_update_with_its_edited_mapping_keeps_no_other(run, here) -> None:
    (here / "p.csv").write_text(FIRST, encoding="utf-8")
    run("import", "p.csv", "-o", "p", "--yes")
    again = run("import", "p.csv", "-o", "p", "--mapping", "p/import/mapping.toml", "--force")
    assert again.code == 0
    assert not (here / "p/import/mapping-before.toml").exists()


def test_a_packed_table_is_read_and_a_bomb_is_refused(run, here) -> None:
    (here / "p.csv").write_text(FIRST, encoding="utf-8")
    (here / "p.csv.gz").write_bytes(gzip.compress(FIRST.encode()))
    run("import", "p.csv", "-o", "plain", "--yes")
    assert run("import", "p.csv.gz", "-o", "packed", "--yes").code == 0
    for name in ("organizations.csv", "parties.csv"):
        assert (here / "packed" / name).read_bytes() == (here / "plain" / name).read_bytes()
    (here / "bomb.csv.gz").write_bytes(gzip.compress(b"a,b\n" + b"0" * 30_000_000))
    refused = run("import", "bomb.csv.gz", "-o", "b", "--yes")
    assert refused.code == 3
    assert "ratio" in refused.err
    (here / "cut.csv.gz").write_bytes(gzip.compress(FIRST.encode())[:-12])
    cut = run("import", "cut.csv.gz", "-o", "c", "--yes")
    assert cut.code == 3
    assert "damaged" in cut.err


RULES = """id = "ours"
title_en = "Our rules"
title_zh = "我们的规则"
source = "https://example.org/rules"
at_least = 1
[[condition]]
id = "one"
title_en = "A partner"
title_zh = "合作方"
predicate = "PREDICATE"
"""


def test_a_policy_in_a_file_goes_along_with_export_and_combine(run, here) -> None:
    (here / "p.csv").write_text(FIRST, encoding="utf-8")
    run("import", "p.csv", "-o", "p", "--yes")
    (here / "p" / "ours.toml").write_text(RULES, encoding="utf-8")
    file = here / "p" / "datapackage.json"
    stated = json.loads(file.read_text("utf-8")) | {"policy": "ours.toml"}
    file.write_text(json.dumps(stated), encoding="utf-8")
    assert run("-d", "p", "export", "--format", "datapackage", "-o", "out").code == 0
    assert run("combine", "p", "-o", "both").code == 0
    for folder in ("out", "both"):
        assert json.loads((here / folder / "datapackage.json").read_text("utf-8"))["policy"] == (
            "ours.toml"
        )
        assert (here / folder / "ours.toml").read_text("utf-8") == RULES


def test_a_policy_under_the_name_of_a_table_takes_another(run, here) -> None:
    (here / "p.csv").write_text(FIRST, encoding="utf-8")
    run("import", "p.csv", "-o", "p", "--yes")
    (here / "p" / "rules").mkdir()
    (here / "p" / "rules" / "links.csv").write_text(RULES, encoding="utf-8")
    file = here / "p" / "datapackage.json"
    stated = json.loads(file.read_text("utf-8")) | {"policy": "rules/links.csv"}
    file.write_text(json.dumps(stated), encoding="utf-8")
    assert run("-d", "p", "export", "--format", "datapackage", "-o", "out").code == 0
    assert (here / "out" / "policy.toml").read_text("utf-8") == RULES
    assert not (here / "out" / "links.csv").exists()
