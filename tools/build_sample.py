"""Write the committed sample: the bundled data's report in Markdown, and its first page in Chinese.

With ``--check`` nothing is written and the exit code tells whether the sample is fresh.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from netintl import load_package
from netintl.network.loading import network_of
from netintl.report.building import write_reports

if TYPE_CHECKING:
    from netintl.i18n import Language

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "reports" / "sample"
WHOLE: Language = "en"
FIRST_PAGE: Language = "zh"
_SECTION = '<a id="'


def made_files() -> dict[str, bytes]:
    """Return the files of the sample by their paths in its folder."""
    package = load_package(ROOT / "data")
    network = network_of(package)
    with tempfile.TemporaryDirectory() as place:
        write_reports(package, network, place, formats=["md"])
        made = _files(Path(place) / WHOLE, Path(place))
        page = (Path(place) / FIRST_PAGE / "report.md").read_text(encoding="utf-8")
    return made | {f"{FIRST_PAGE}/report.md": first_page(page).encode()}


def first_page(report: str) -> str:
    """Return what stands before the second section of a report in Markdown."""
    second = report.index(_SECTION, report.index(_SECTION) + 1)
    return report[:second].rstrip() + "\n"


def kept_files() -> dict[str, bytes]:
    """Return the files that are committed."""
    return _files(SAMPLE, SAMPLE)


def _files(folder: Path, beside: Path) -> dict[str, bytes]:
    found = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(beside).as_posix(): file.read_bytes() for file in found}


def main() -> None:
    """Write or check the sample."""
    made, kept = made_files(), kept_files()
    if "--check" in sys.argv:
        stale = sorted(name for name in made | kept if made.get(name) != kept.get(name))
        sys.exit(f"stale: {', '.join(stale)}; run make sample" if stale else 0)
    shutil.rmtree(SAMPLE, ignore_errors=True)
    for name, content in made.items():
        file = SAMPLE / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


if __name__ == "__main__":
    main()
