"""A wheel built from the tree carries everything and runs the main job outside it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CARRIED = (
    "netintl/_bundled/queries/",
    "netintl/_bundled/data/datapackage.json",
    "netintl/_bundled/data/worked-example/",
    "netintl/_bundled/recipes/national.toml",
    "netintl/figures/assets/NetIntlSansSC-Regular.ttf",
    "netintl/figures/assets/NetIntlSansSC-Bold.ttf",
    "netintl/figures/assets/OFL.txt",
    "netintl/figures/assets/coastline.npz",
    "netintl/locale/zh_CN/LC_MESSAGES/netintl.mo",
    "netintl/model/datapackage.json",
    "netintl/model/reference/countries.csv",
    "netintl/documents/templates/report.html",
    "netintl/documents/templates/report.typ",
    "netintl/export/page/assets/page.html",
    "netintl/export/page/assets/page.js",
    "netintl/export/page/assets/page.css",
    "netintl/export/page/assets/LICENSES.txt",
    "netintl/py.typed",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "-w", str(folder), str(ROOT)], check=True, capture_output=True)
    return next(folder.glob("netintl-*.whl"))


def test_the_wheel_carries_queries_data_fonts_and_locale(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert [part for part in CARRIED if not any(name.startswith(part) for name in names)] == []


def test_the_wheel_runs_the_main_job_outside_the_tree(wheel: Path, reports, tmp_path) -> None:
    """In another place and process the same input gives the same bytes."""
    # The wheel is unpacked into a folder of its own, in front of the installed dependencies.
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (tmp_path / "empty").mkdir()
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}
    environment.pop("NETINTL_DATA", None)
    code = "import netintl; print(netintl.__file__)"
    where = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path / "empty",
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(str(site))
    subprocess.run(
        [sys.executable, "-m", "netintl", "-q", "report", "--lang", "zh", "-o", "out"],
        cwd=tmp_path / "empty",
        env=environment,
        check=True,
        capture_output=True,
    )
    text = (tmp_path / "empty" / "out" / "report.md").read_text(encoding="utf-8")
    assert "主要发现" in text
    assert bytes_of(tmp_path / "empty" / "out") == bytes_of(reports / "zh")


def bytes_of(folder: Path) -> dict[Path, bytes]:
    return {f.relative_to(folder): f.read_bytes() for f in folder.rglob("*.*")}
