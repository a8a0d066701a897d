"""``store``: what a planner sees while filling, looking at and emptying the store."""

from __future__ import annotations

from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "data" / "worked-example"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NETINTL_STORE", str(tmp_path / "store"))
    for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "store"


def test_a_store_is_filled_looked_at_and_emptied(run, folder) -> None:
    before = run("-d", EXAMPLE, "store", "status")
    assert "Nothing was pushed" in before.out
    assert "Nothing was removed" in run("store", "clear").err
    assert not folder.exists()
    pushed = run("-d", EXAMPLE, "store", "push")
    assert pushed.code == 0
    assert "Organization         8" in pushed.out
    assert "Writing Organization" in pushed.err
    after = run("--lang", "zh", "-d", EXAMPLE, "store", "status")
    assert "与本地数据一致" in after.out
    assert "differ" in run("store", "status").out
    kept = run("store", "clear", answer="n\n")
    assert kept.code == 0
    assert "Nothing was removed" in kept.err
    assert "Organization         8" in run("store", "clear", "--yes").out
    assert "Nothing was pushed" in run("-d", EXAMPLE, "store", "status").out


@pytest.mark.parametrize(
    ("uri", "code", "said"),
    [
        ("bolt://127.0.0.1:1", 4, "no answer"),
        ("http://127.0.0.1:1", 2, "no address"),
        ("bolt://ada:secret@127.0.0.1", 2, "no user and no password"),
    ],
)
def test_a_store_that_is_not_there_is_one_sentence(run, folder, uri, code, said) -> None:
    result = run("store", "status", "--uri", uri)
    assert result.code == code
    assert said in result.err
    assert "Traceback" not in result.err
    assert "secret" not in result.err
