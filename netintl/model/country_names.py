"""What countries and regions are called, and which one a written name means beyond doubt.

Names come from the reference tables, from our own list (former names, long and short forms, the
names that mean several) and from CLDR in eleven languages; see docs/decisions/038-country-names.md.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from netintl.model.cells import parts_of
from netintl.model.reference import read_reference
from netintl.model.scripts import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LONGEST: Final = 200  # signs; what is longer is a text, not a name
_RAISED: Final = re.compile("[\u00b2\u00b3\u00b9\u2070-\u2079*†‡§]+|\\[\\w{1,3}\\]")
_MARKS: Final = re.compile("[\u0300-\u036f\u200b-\u200f\ufeff]")
_SILENT: Final = re.compile('[\'\u2018\u2019\u02bc`´]|(?<![0-9])\\.|^(?:"|“)|(?:"|”)$')
_APART: Final = re.compile(r"[-‐-―_,，()\[\]〔〕【】]")
_HANZI: Final = re.compile("[\u3400-\u9fff]")
_DROPPED: Final = frozenset({"the", "of", "and", "&", "und", "et", "y", "e", "dan", "и"})
_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "rep": "republic", "dem": "democratic", "fed": "federated", "st": "saint",
        "is": "islands", "isl": "islands", "island": "islands", "n": "north", "s": "south",
        "peoples": "people", "brit": "british", "utd": "united",
    }
)  # fmt: skip
# Alpha codes that are words too: read in capitals alone, so that "no" and "n/a" are no country.
_ALSO_WORDS: Final = frozenset(
    {
        "no", "na", "in", "is", "it", "to", "me", "so", "am", "as", "at", "be", "by", "do", "my",
        "and", "are", "can", "per", "fin", "mar", "tun", "pan", "mus", "lie",
    }
)  # fmt: skip
_SEVERAL: Final = re.compile(
    r"[()/|:\[\]【】〔〕]| [-–—] "
    "|(?<=[\u3400-\u9fff]) ?(?=[a-z])|(?<=[a-z]) ?(?=[\u3400-\u9fff])"
)
_CODE_FIRST: Final = re.compile(r"^([a-z]{2,3}) (?=\w{3})")
_FORMERLY: Final = re.compile(
    "^(?:formerly|former|previously|ex|now|also|aka|原|旧称|前称|又称|即|原名)[ -]?"
)
_ARTICLE: Final = re.compile("^(?:the|le|la|les|los|las|el|die|der|l['’])[ ]?(?=\\w{3})")
_FOOTNOTE: Final = re.compile(r"\d{1,2}|[a-z]|注\d?|note \d{1,2}")
# What a note says of the place: it may stand beside a country that lies there.
_PLACES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "africa": "africa", "非洲": "africa", "europe": "europe", "欧洲": "europe",
        "southeast asia": "south_east_asia", "south-east asia": "south_east_asia",
        "东南亚": "south_east_asia", "asean": "south_east_asia", "东盟": "south_east_asia",
        "asia": "other_asia", "亚洲": "other_asia",
    }
)  # fmt: skip


def find_country(text: str) -> str | None:
    """Return the alpha-3 code of a country named by code or name, or None.

    A name that can mean several countries means none; see `countries_meant`.

    Examples
    --------
    >>> find_country("NA"), find_country("英国"), find_country("Atlantis")
    ('NAM', 'GBR', None)
    >>> find_country("Korea, Dem. People's Rep."), find_country("刚果 (金)"), find_country("Congo")
    ('PRK', 'COD', None)
    """
    meant = countries_meant(text)
    return meant[0] if len(meant) == 1 else None


def countries_meant(text: str) -> tuple[str, ...]:
    """Return the alpha-3 codes of all countries that a name or code can mean.

    Examples
    --------
    >>> countries_meant("Congo"), countries_meant("Lao P.D.R."), countries_meant("Africa")
    (('COD', 'COG'), ('LAO',), ())
    """
    if len(text) > _LONGEST:
        return ()
    plain = _RAISED.sub("", text)
    return _coded(plain) or _named(_folded(plain))


def _coded(text: str) -> tuple[str, ...]:
    code = unicodedata.normalize("NFKC", text).strip()
    if code.casefold() in _ALSO_WORDS and not code.isupper():
        return ()
    return _codes().get(code.casefold(), ())


def _named(text: str) -> tuple[str, ...]:
    """Find a name as a whole, without its article, or in parts that all name one country."""
    names = _names()
    for candidate in (text, _ARTICLE.sub("", text)):
        found = names.get(country_key(candidate))
        if found is not None:
            return found
    return _agreed(text)


def _agreed(text: str) -> tuple[str, ...]:
    """Return what all parts name, as in "Eswatini (formerly Swaziland)" or "泰国 Thailand"."""
    parts = [part.strip(" ,;.") for part in _SEVERAL.split(_CODE_FIRST.sub(r"\1:", text))]
    named = [part for part in parts if part and not _FOOTNOTE.fullmatch(part)]
    if not named or parts == [text]:
        return ()
    regions = [_PLACES[part] for part in named[1:] if part in _PLACES]
    found = [
        _coded(part.upper()) or _names().get(country_key(_FORMERLY.sub("", part)), ())
        for place, part in enumerate(named)
        if not (place and part in _PLACES)
    ]
    meant = set(found[0]).intersection(*found[1:])
    lying = {code for code in meant if all(region == _regions()[code] for region in regions)}
    return tuple(sorted(lying)) if len(lying) == 1 else ()


def country_key(text: str) -> str:
    """Return what all ways to write a name have in common: its words, whatever their order.

    Examples
    --------
    >>> country_key("Tanzania, United Rep. of") == country_key("United Republic of Tanzania")
    True
    """
    plain = _folded(text)
    if _HANZI.search(plain):
        return simplified(re.sub(r"[\s.·・‧•'\"()-]", "", plain))
    words = _APART.sub(" ", _SILENT.sub("", plain)).split()
    kept = [_WORDS.get(word, word) for word in words]
    return " ".join(sorted(word for word in kept if word not in _DROPPED))


def _folded(text: str) -> str:
    """Fold width, case, accents and spaces; combining signs of other scripts stay."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(unicodedata.normalize("NFC", _MARKS.sub("", apart)).split()).strip(" .;,:")


@cache
def _codes() -> Mapping[str, tuple[str, ...]]:
    rows = read_reference("countries")
    return {row[name].casefold(): (row["alpha3"],) for name in ("alpha2", "alpha3") for row in rows}


@cache
def _regions() -> Mapping[str, str]:
    return {row["alpha3"]: row["region"] for row in read_reference("countries")}


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Map each key to the countries it can mean; our own list goes before the others."""
    names: dict[str, tuple[str, ...]] = {}
    for name, meant in _listed():
        names.setdefault(country_key(name), meant)
    names.pop("", None)
    return names


def _listed() -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in read_reference("country_names"):
        yield row["name"], parts_of(row["countries"])
    for row in read_reference("countries"):
        for name in (row["name_en"], row["name_zh"], *parts_of(row["aliases"])):
            yield name, (row["alpha3"],)
    for row in read_reference("country_names_cldr"):
        for name in parts_of(row["names"]):
            yield name, (row["alpha3"],)
