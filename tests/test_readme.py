"""The README's commands and its Python run as they stand."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("tour", re.findall(r"```console\n(.*?)```", README, re.DOTALL))
def test_the_tours_run(tmp_path, tour) -> None:
    commands = [line.removeprefix("$ netintl ") for line in tour.splitlines() if line]
    assert len(commands) >= 8
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    environment = {**kept, "NETINTL_DATA": str(ROOT / "data"), "LC_ALL": "C.UTF-8"}
    for command in commands:
        found = subprocess.run(
            [sys.executable, "-m", "netintl", *shlex.split(command)],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            check=False,
        )
        assert found.returncode == 0, (command, found.stderr.decode())
        assert found.stdout or command == "check" or "-o" in command or "verify" in command


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


def test_the_public_names_are_sorted_documented_and_importable() -> None:
    import netintl

    assert netintl.__all__ == sorted(netintl.__all__)
    for name in netintl.__all__:
        assert getattr(netintl, name).__doc__
    with pytest.raises(AttributeError):
        _ = netintl.no_such_name
