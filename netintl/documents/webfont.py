"""The characters of one page as a font inside it, for readers without Chinese fonts."""

from __future__ import annotations

import base64
import io
import re
from importlib.resources import files

FAMILY = "NetIntl Sans SC"
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")


def font_rule(text: str) -> str:
    """Return an ``@font-face`` rule with the wide characters of a text, or nothing.

    The same text gives the same bytes: the font keeps its own time stamp.

    Examples
    --------
    >>> font_rule("plain"), font_rule("枢纽")[:10]
    ('', '@font-face')
    """
    wide = "".join(sorted(set(_WIDE.findall(text))))
    if not wide:
        return ""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - 0.1 s, only where needed
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    asset = files("netintl.figures").joinpath("assets", "NetIntlSansSC-Regular.ttf")
    font = TTFont(io.BytesIO(asset.read_bytes()), recalcTimestamp=False, lazy=True)
    subsetter = Subsetter(Options(layout_features=[], hinting=False, notdef_outline=True))
    subsetter.populate(text=wide)
    subsetter.subset(font)
    font.flavor = "woff"
    stream = io.BytesIO()
    font.save(stream, reorderTables=False)
    encoded = base64.b64encode(stream.getvalue()).decode("ascii")
    source = f'url("data:font/woff;base64,{encoded}") format("woff")'
    return f'@font-face {{ font-family: "{FAMILY}"; src: {source}; font-display: block; }}'
