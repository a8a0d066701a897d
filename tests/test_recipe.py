"""The recipe of CONTRIBUTING.md: five files, and an analysis is everywhere.

A copy of the tree gets the analysis `dormancy` as the recipe says; then it is asked for through
every door.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from .conftest import EXAMPLE, ROOT

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = "Which agreements have no source newer than two years?"
CAPTION = "Agreements without a source newer than two years"
MODULE = '''"""Agreements that no newer source attests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.result import Result, make_result
from netintl.network.dates import months_before
from netintl.network.views import EVIDENCE_MONTHS

if TYPE_CHECKING:
    from netintl.network.network import Network


def find_dormancy(network: Network) -> Result:
    """List the agreements whose newest source is more than two years old, oldest first.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> len(find_dormancy(from_links([("S1", "C1")])).table)
    0
    """
    day = network.reference_day
    old = np.zeros(len(network.chosen), dtype=bool)
    if day is not None:
        late = np.datetime64(months_before(day, EVIDENCE_MONTHS), "D")
        old = network.chosen & (network.evidence_days < late)
    table = pd.DataFrame(
        {
            "agreement": network.agreement_ids[old].astype(object),
            "last_evidence": network.evidence_days[old].astype(str).astype(object),
        }
    ).sort_values(["last_evidence", "agreement"], ignore_index=True)
    reasons = [
        (name, "last_evidence", seen, (name,)) for name, seen in table.itertuples(index=False)
    ]
    return make_result("dormancy", network, table, reasons=reasons)
'''
OBJECT = f"""    Analysis(
        name="dormancy",
        question=mark("{QUESTION}"),
        home="time.dormancy",
        command="trends",
        finding=Finding(("agreement",)),
        shown=Shown(section="trends", caption=mark("{CAPTION}")),
        stored=True,
    ),
)
"""
COLUMNS = """\
dormancy,agreement,,,Agreement,协议,Id of the agreement.,协议编号。,1,1,,agreement
dormancy,last_evidence,,,Last evidence,最近证据,Newest day of evidence.,最近证据日期。,2,2,,
"""
SENTENCES = f"""
msgid "{QUESTION}"
msgstr "哪些协议两年内没有新来源？"

msgid "{CAPTION}"
msgstr "两年内没有新来源的协议"
"""
TEST = '''"""Dormant agreements."""

from __future__ import annotations

import netintl

from ...conftest import make_network


def test_an_agreement_without_a_newer_source_is_dormant() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S2 C1"},
        agreements=[{"id": "a", "source": "old"}, {"id": "b", "source": "new"}],
        sources=[{"id": "old", "published": "2020"}, {"id": "new", "published": "2024"}],
    )
    assert netintl.find_dormancy(network).table["agreement"].tolist() == ["a"]
'''
ROOM = "netintl/analyses/time"
CATALOGUE = "netintl/locale/zh_CN/LC_MESSAGES/netintl.po"
DECLARED = "netintl/model/result_columns.csv"
RECIPE = {
    f"{ROOM}/dormancy.py": lambda text: MODULE,
    f"{ROOM}/__init__.py": lambda text: text.removesuffix(")\n") + OBJECT,
    DECLARED: lambda text: text + COLUMNS,
    CATALOGUE: lambda text: text + SENTENCES,
    "tests/analyses/time/test_dormancy.py": lambda text: TEST,
}
# What `make docs locale` writes anew.
MADE = {"netintl/__init__.pyi", "netintl/locale/zh_CN/LC_MESSAGES/netintl.mo", "docs/api.md"}
DOORS = """
import contextlib, io, json, sys
from pathlib import Path
import netintl
from netintl.cli import main
from netintl.store.finding_rows import find_all

folder, out = sys.argv[1:]

def run(*arguments):
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        main(["-q", "--lang", "zh", "-d", folder, *arguments])
    return said.getvalue()

network = netintl.load(folder)
found = find_all(network, lambda step: None)
run("report", "-o", out, "--recipe", "short")
print(json.dumps({
    "home": netintl.__file__,
    "command": json.loads(run("trends", "--show", "dormancy", "--format", "json"))["rows"],
    "table": run("trends", "--show", "dormancy"),
    "help": run("trends", "--help"),
    "report": (Path(out) / "report.md").read_text("utf-8"),
    "page": (Path(out) / "report.html").read_text("utf-8"),
    "rows": (Path(out) / "tables" / "dormancy.csv").read_text("utf-8-sig"),
    "store": [node.properties for node in found.nodes if node.properties["analysis"] == "dormancy"],
    "evidence": [[link.start, link.end] for link in found.evidence if "/dormancy/" in link.start],
    "api": netintl.find_dormancy(network).table["agreement"].tolist(),
    "listed": "find_dormancy" in dir(netintl),
}))
"""


def python(tree: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(
        command, cwd=tree, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def changed_files(tree: Path) -> set[str]:
    """Name the files of a tree that are new or differ from ours."""
    files = (file for file in tree.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    names = {file.relative_to(tree).as_posix() for file in files}
    return {
        name
        for name in names
        if not (ROOT / name).is_file() or (ROOT / name).read_bytes() != (tree / name).read_bytes()
    }


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> SimpleNamespace:
    """Copy what is needed and follow the recipe."""
    folder = tmp_path_factory.mktemp("tree")
    unneeded = shutil.ignore_patterns("__pycache__", "web", "sample")
    for name in ("netintl", "tools", "tests/servers", "reports"):
        shutil.copytree(ROOT / name, folder / name, ignore=unneeded)
    shutil.copytree(EXAMPLE.parent, folder / "data", ignore=shutil.ignore_patterns("sources"))
    for name in ("tests/proofs.py", "tests/conftest.py",
                 "tests/analyses/conftest.py", "pyproject.toml",
                 "tests/analyses/test_registry.py", "docs/api.md"):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    assert changed_files(folder) == set()
    for name, change in RECIPE.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(change(file.read_text("utf-8") if file.exists() else ""), "utf-8")
    for tool in ("build_api.py", "build_locale.py"):
        outcome = python(folder, f"tools/{tool}")
        assert outcome.returncode == 0, outcome.stderr
    assert ", 0 untranslated" in outcome.stdout
    return SimpleNamespace(folder=folder, touched=changed_files(folder) - MADE)


@pytest.fixture(scope="module")
def doors(tree, tmp_path_factory) -> dict:
    """Ask for the analysis through every door, of the worked example with two old sources."""
    folder = tmp_path_factory.mktemp("data") / "package"
    shutil.copytree(EXAMPLE, folder)
    agreements, sources = folder / "agreements.csv", folder / "sources.csv"
    text = re.sub(r"(C3-E2|S3-C3)(,.*,)2024-01-01,start,example,", r"\1\g<2>2020-05-01,start,old,",
                  agreements.read_text("utf-8"))  # fmt: skip
    agreements.write_text(text, "utf-8")
    sources.write_text(sources.read_text("utf-8") + "old,Old,own_site,2020-05-01\n", "utf-8")
    outline = (
        'title_en = "Trends"\ntitle_zh = "趋势"\nrows = 9\nsections = ["trends", "evidence"]\n'
    )
    (tree.folder / "reports/recipes/short.toml").write_text(outline, "utf-8")
    outcome = python(tree.folder, "-c", DOORS, folder, folder.parent / "report")
    assert outcome.returncode == 0, outcome.stderr
    return json.loads(outcome.stdout)


def test_no_more_than_five_files_are_touched(tree) -> None:
    assert tree.touched == set(RECIPE)
    assert len(tree.touched) <= 5


def test_every_door_has_the_analysis(tree, doors) -> None:
    expected = [("C3-E2", "2020-05-01"), ("S3-C3", "2020-05-01")]
    assert doors["home"].startswith(str(tree.folder))
    assert [(row["agreement"], row["last_evidence"]) for row in doors["command"]] == expected
    assert "最近证据" in doors["table"]
    assert "哪些协议两年内没有新来源" in re.sub(r"\s", "", doors["help"])
    assert doors["api"] == [name for name, _ in expected]
    assert doors["listed"]
    assert [(row["finding"], row["last_evidence"]) for row in doors["store"]] == expected
    assert [end for _, end in doors["evidence"]] == doors["api"]


def test_the_report_shows_it_with_links_to_its_evidence(doors) -> None:
    assert all(name in doors["rows"] for name in doors["api"])
    for name in ("report", "page"):
        after = doors[name].partition("两年内没有新来源的协议")[2]
        assert after, name
    links = set(re.findall(r'href="#(agreement-\d+)"', after.partition("</table>")[0]))
    assert len(links) == 2
    assert all(f'id="{link}"' in doors["page"] for link in links)


def test_the_contract_of_all_analyses_holds_for_it(tree) -> None:
    files = ("tests/analyses/time/test_dormancy.py", "tests/analyses/test_registry.py",
             "netintl/analyses/registry.py", f"{ROOM}/dormancy.py")  # fmt: skip
    chosen = ("-k", "dormancy or dormant or registry.of")
    outcome = python(tree.folder, "-m", "pytest", "-q", "-p", "no:cacheprovider", *chosen, *files)
    assert outcome.returncode == 0, outcome.stdout[-3000:]
    assert " passed" in outcome.stdout
    assert "failed" not in outcome.stdout
