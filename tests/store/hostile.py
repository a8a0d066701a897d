"""The worked example together with what breaks careless files: signs, line breaks, odd columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netintl import Network

from ..conftest import frames_of, make_frames

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS = (
    '"quoted"',
    'one "quote',
    '"',
    "a;b;",
    "a,b",
    "first line\nsecond line\n\nlast",
    "windows\r\nline",
    "back\\slash\\",
    '\\"',
    "=HYPERLINK(1)",
    "+1",
    "@x",
    "-",
    "NULL",
    "true",
    "0012",
    "印尼—中国职业教育中心（雅加达）；一，二",
    "🛠️👩🏽‍🏭",
    "x" * 300,
    " led and trailed ",
    "{curly} (round) [square] : colon",
    "'single'",
    "#hash",
    "\u2028\ufeff",
)


def hostile_frames(example: Network) -> dict[str, pd.DataFrame]:
    """Return tables in which every text column that people fill holds every one of the texts."""
    made = make_frames(
        {f"A{place}\n,": f"Sx{place} Cx{place}" for place in range(len(TEXTS))},
        organizations=[
            {
                "id": f"{letter}x{place}",
                "name_en": text,
                "name_zh": text[::-1],
                "note": text,
                "city": text,
                "level": "associate" if letter == "S" else "",
                "aliases": f"{text.replace(';', '；')};second",
            }
            for letter in "SC"
            for place, text in enumerate(TEXTS)
        ],
        agreements=[
            {"id": f"A{place}\n,", "title": text, "programme": text, "note": text}
            for place, text in enumerate(TEXTS)
        ],
        sources=[
            {"id": "src", "kind": "press", "title": TEXTS[5]},
            {"id": 'src "2",', "kind": "press", "title": TEXTS[1], "url": "https://example.org/?a;b"},
        ],
        indicators=[
            {"country": "IDN", "industry": "F", "measure": "sites", "year": "2024",
             "value": "12.5", "source": 'src "2",', "method": TEXTS[0]},
        ],
    )  # fmt: skip
    own = frames_of(example)
    frames = {
        name: pd.concat([own[name], made[name]], ignore_index=True) if name in own else made[name]
        for name in made
    }
    return {**frames, "organizations": _with_odd_columns(frames["organizations"])}


def _with_odd_columns(frame: pd.DataFrame) -> pd.DataFrame:
    """Add columns that we do not declare, two of them named as what netintl makes itself."""
    odd: Mapping[str, str] = {
        '电话 "座机",': "010;8",
        "kind:int": "7",
        "level_rank": "first",
        "current": "no",
        "netintl_hash": "none",
        "last_changed": "never",
        "zones": "",
    }
    return frame.assign(**odd)


def hostile_network(example: Network) -> Network:
    return Network.from_tables(hostile_frames(example))
