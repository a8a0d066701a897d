"""The bundle in the wheel is what the sources make, and no larger than it may be."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

from netintl.export.page.assembly import to_page

from ..browser.conftest import npm_installed
from ..conftest import make_network

FOLDER = Path(__file__).parents[2] / "netintl" / "export" / "page"
ASSETS, WEB = FOLDER / "assets", FOLDER / "web"
LIMITS = {"page.js": (140_000, 50_000), "page.css": (26_000, 8_000)}


def test_the_files_are_those_that_were_built():
    lines = (ASSETS / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    assert len(lines) == 3
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((ASSETS / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize("name", LIMITS)
def test_the_bundle_is_small(name):
    content = (ASSETS / name).read_bytes()
    plain, packed = LIMITS[name]
    assert len(content) <= plain
    assert len(gzip.compress(content, 9)) <= packed


def test_the_page_of_the_bundled_data_is_small(bundled_network):
    page = to_page(bundled_network)
    assert len(page.encode()) <= 600_000
    assert to_page(bundled_network) == page
    bare = len(to_page(make_network({})).encode())
    rows = len(bundled_network) + len(bundled_network.pairs)
    assert (len(page.encode()) - bare) / rows <= 300


def test_the_page_asks_nobody_and_its_data_end_no_script():
    poison = "</script><!-- \u2028"
    network = make_network({"A1": "S1 C1"}, organizations=[{"id": "S1", "name_en": poison}])
    page = to_page(network)
    assert re.findall(r'(?:src|href)="(?!#)', page) == []
    assert page.count("</script>") == 3
    island = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1]
    assert poison in json.loads(island)["node"]["en"]
    assert "unsafe" not in re.search(r'Policy" content="([^"]*)"', page)[1]


def test_sources_are_short_modules_without_markup():
    for file in (WEB / "src").glob("*.js"):
        text = file.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 400, file.name
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)


@pytest.mark.slow
def test_the_sources_make_the_bundle(tmp_path):
    copy = npm_installed(WEB, tmp_path / "web")
    built = tmp_path / "built"
    built.mkdir()
    subprocess.run(["node", "build.mjs", str(built)], cwd=copy, check=True)
    for name in (*LIMITS, "LICENSES.txt", "SHA256SUMS"):
        assert (built / name).read_bytes() == (ASSETS / name).read_bytes(), name
