"""Numbers of several columns added up, such as women and men; what is missing makes it a least."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from netintl.ingest.assumed_numbers import FORM, MARKS, NumberHabit, assumed_number, plain_number

if TYPE_CHECKING:
    from collections.abc import Sequence


_PEOPLE: Final = NumberHabit(whole=True, commas=True)


def summed(cells: Sequence[str]) -> str:
    """Add up the numbers of some cells.

    Where one of them holds no number, the others are the least that it can be, since unknown is
    not zero; where one is not exact, neither is the sum.

    Examples
    --------
    >>> summed(["12", "1,030"]), summed(["12", ""]), summed(["12", "约30"]), summed(["", "?"])
    ('1042', '12+', 'about 42', '')
    """
    whole, missing, rough = Decimal(0), 0, False
    for cell in cells:
        found = assumed_number(cell, _PEOPLE)
        text = plain_number(cell) if found is None else found.text
        if not _is_number(text):
            missing += 1
            continue
        whole += Decimal(text)
        rough = rough or (found is not None and found.code not in (FORM, MARKS))
    if missing == len(cells):
        return ""
    text = f"{whole.normalize():f}"
    if missing:
        return f"{text}+"
    return f"about {text}" if rough else text


def _is_number(text: str) -> bool:
    return text.isascii() and text.replace(".", "", 1).isdigit()
