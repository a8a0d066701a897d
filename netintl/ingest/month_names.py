"""The names of months in seven languages, and the month that a name or its beginning means."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from netintl.model.scripts import simplified

_SHORT: Final = 3  # letters that tell a month in English
_ENGLISH: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# Full names and usual short ones, January first; no name means two months.
_OTHERS: Final = (
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "janv fevr mars avr mai juin juil aout sept oct nov dec",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago sep oct nov dic",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "jan feb maerz apr mai jun jul aug sep okt nov dez",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "jan feb mar apr mei jun jul agu sep okt nov des",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.",
)
_ACCENTS: Final = dict.fromkeys(range(0x300, 0x370))


def plain(text: str) -> str:
    """Fold width, case, accents and spaces, as names of months are compared.

    Examples
    --------
    >>> plain("１  Août"), plain("FÉVRIER")
    ('1 aout', 'fevrier')
    """
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(simplified(unicodedata.normalize("NFC", apart.translate(_ACCENTS))).split())


@cache
def _named() -> dict[str, int]:
    return {
        plain(name).strip("."): month
        for names in _OTHERS
        for month, name in enumerate(names.split(), start=1)
    }


def month_of(word: str) -> int:
    """Return the number of a month by its name, or by its first letters in English; 0 for none.

    Examples
    --------
    >>> month_of("sept"), month_of("août"), month_of("июля"), month_of("Agustus"), month_of("ju")
    (9, 8, 7, 8, 0)
    """
    name = plain(word).strip(".")
    if name in _named():
        return _named()[name]
    begun = [place for place, full in enumerate(_ENGLISH, start=1) if full.startswith(name)]
    return begun[0] if len(name) >= _SHORT and len(begun) == 1 else 0
