"""The README's commands and its Python run as they stand."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


TOURS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def start(tmp_path, monkeypatch, capsysbinary):
    """Run a command in this process, as if it had been typed in an empty folder."""
    from netintl.cli import main
    from netintl.i18n import set_language

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETINTL_DATA", str(ROOT / "data"))
    for name in ("NETINTL_STORE", *(name for name in os.environ if name.startswith("NEO4J_"))):
        monkeypatch.delenv(name, raising=False)  # it starts an engine and finds no server

    def started(command: str) -> tuple[int, bytes, bytes]:
        set_language("en")
        with pytest.raises(SystemExit) as left:
            main(shlex.split(command))
        return (int(left.value.code or 0), *capsysbinary.readouterr())

    yield started
    set_language("en")


def test_there_are_tours_with_a_store_and_without() -> None:
    assert ["store" in tour for tour in TOURS] == [False, False, True]


@pytest.mark.parametrize("tour", TOURS, ids=["five minutes", "staff", "planner"])
def test_the_tours_run(start, tour) -> None:
    commands = [line.removeprefix("$ netintl ") for line in tour.splitlines() if line]
    assert len(commands) >= 8
    for command in commands:
        code, said, told = start(command)
        assert code == 0, (command, told.decode())
        assert said or command == "check" or "-o" in command or "verify" in command


def test_the_python_lines_run(monkeypatch, capsys) -> None:
    monkeypatch.chdir(ROOT)
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - it is our own README
    assert len(names["graph"]) == 636
    assert "ent-huawei" in capsys.readouterr().out


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "docs/guide.md", "data/README.md", "queries/README.md"]
)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?://)([^)#]+)", text)
    assert [t for t in targets if not ((ROOT / page).parent / t).exists()] == []


def test_paths_that_contributing_names_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:netintl|tests|tools|docs|data|reports|queries)/[\w./*-]+)`", text)
    made_later = ("dormancy", "NAME", "_bundled")
    ours = [name for name in named if not any(part in name for part in made_later)]
    assert len(ours) > 40
    assert [name for name in ours if not list(ROOT.glob(name.rstrip("/")))] == []


def test_the_public_names_are_sorted_documented_and_importable() -> None:
    import netintl

    assert netintl.__all__ == sorted(netintl.__all__)
    for name in netintl.__all__:
        assert getattr(netintl, name).__doc__
    with pytest.raises(AttributeError):
        _ = netintl.no_such_name
