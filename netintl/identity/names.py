"""Names of organizations in the form in which they are compared.

Width, case, accents, traditional signs, punctuation, short words, word order and legal forms make
no difference; what a Chinese school is called is parted into place, field and kind of school.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from netintl.model.places import countries
from netintl.model.reference import read_reference
from netintl.model.scripts import simplified

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HAN: Final = re.compile("[\u3400-\u9fff]")
_SIGNS: Final = "\u0900-\u109f\u1780-\u17ff"  # scripts whose vowels are marks: Thai, Lao, Khmer
_WORD: Final = re.compile(rf"[\u3400-\u9fff]+|(?:[^\W\u3400-\u9fff]|[{_SIGNS}])+")
_ASCII_WORD: Final = re.compile(r"\w+", re.ASCII)
_ASCII_WORDS: Final = re.compile(r"\w+|\n", re.ASCII)
_WORDS: Final = re.compile(rf"(?:[^\W\u3400-\u9fff]|[{_SIGNS}])+|\n")
_OPENING: Final = re.compile(r"[(\[【]")
_EASTERN: Final = re.compile("[\u2e80-\U0010ffff]")
_BRACKETS: Final = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_SHORTEST: Final = 2  # signs of the core of a Chinese name


class Name(NamedTuple):
    """One name, ready to be compared.

    ``core`` is a Chinese name without its legal form or its kind of school, ``school`` that kind,
    ``place`` with what the core begins. ``words`` are those of other names, without legal forms,
    ``own`` those that not every name has.
    """

    text: str
    chinese: bool
    core: str = ""
    school: str = ""
    place: str = ""
    words: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    legal: tuple[str, ...] = ()


@cache
def name_words() -> Mapping[str, Any]:
    """Return the declared words of names.

    Examples
    --------
    >>> len(name_words()["legal_forms"]) >= 10
    True
    """
    text = files("netintl.identity").joinpath("name_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def plain_text(text: str) -> str:
    """Fold width, case, accents and traditional signs.

    Examples
    --------
    >>> plain_text("ＳＺ 職業學院"), plain_text("Université")
    ('sz 职业学院', 'universite')
    """
    if text.isascii():
        return text.casefold()
    wide = unicodedata.normalize("NFKD", text).casefold()
    for sign in sorted(set(wide)):
        if unicodedata.combining(sign):
            wide = wide.replace(sign, "")
    plain = unicodedata.normalize("NFC", wide)
    return simplified(plain) if _EASTERN.search(plain) else plain


def written_names(cell: str) -> list[str]:
    """Part a name from other names that stand in brackets beside it.

    Examples
    --------
    >>> written_names("深圳职业技术学院 (今深圳职业技术大学)")
    ['深圳职业技术学院', '深圳职业技术大学']
    >>> written_names("Huawei (Zambia)"), written_names("Musanze College (IPRC Musanze)")
    (['Huawei (Zambia)'], ['Musanze College', 'IPRC Musanze'])
    """
    wide = cell if cell.isascii() else unicodedata.normalize("NFKC", cell)
    if not _OPENING.search(wide):
        bare = wide.strip()
        return [bare] if bare else []
    wide = re.sub(r"\s*\((?:as|not)\b[^()]*\)", "", wide)  # a remark
    found = _BRACKETS.findall(wide)
    others = [other for inside in found if (other := _other_name(inside))]
    if not others:
        return [wide.strip()] if wide.strip() else []
    main = re.sub(r"\s+", " ", _BRACKETS.sub(" ", wide)).strip()
    return [name for name in (main, *others) if name]


def _other_name(inside: str) -> str:
    """Return the name that stands in brackets; a place or a remark is none."""
    text = inside.strip()
    marked = _former().match(text)
    if marked:
        text = text[marked.end() :].strip(" :：为称")
    if _HAN.search(text):
        return text if marked or len(text) > _SHORTEST else ""
    named = text[:1].isupper() and len(text.split()) > 1
    capitals = text.isupper() and " " not in text and len(text) > _SHORTEST
    return text if marked or capitals or named else ""


@cache
def _former() -> re.Pattern[str]:
    """Return what finds a mark of a former name at the beginning of a text."""
    marks = name_words()["common"]["former"]
    either = "|".join(re.escape(mark) + (r"\b" if mark.isascii() else "") for mark in marks)
    return re.compile(either, re.IGNORECASE)


@lru_cache(maxsize=400_000)
def read_name(text: str, country: str = "") -> Name:
    """Bring a name into the form in which it is compared.

    Examples
    --------
    >>> name = read_name("浙江經貿職業技術學院")
    >>> name.place, name.core, name.school
    ('浙江', '浙江经贸', 'vocational')
    >>> read_name("Inst. of Technology, Bo Hai Univ. Co., Ltd").words
    ('institute', 'technology', 'bo', 'hai', 'university')
    """
    plain = plain_text(text)
    if not plain.isascii() and _HAN.search(plain):
        return _chinese(plain, country)
    short, joining, common = short_words()
    if "'" in plain or "’" in plain:
        plain = plain.replace("'", "").replace("’", "")
    if "&" in plain:
        plain = plain.replace("&", " and ")
    words = (_ASCII_WORD if plain.isascii() else _WORD).findall(plain)
    kept, legal = without_legal(words)
    longer = tuple([short.get(word, word) for word in kept if word not in joining])
    own = frozenset(longer).difference(common)
    return Name(" ".join(words), False, "", "", "", longer, own, legal)  # noqa: FBT003


@cache
def short_words() -> tuple[Mapping[str, str], frozenset[str], frozenset[str]]:
    """Return short forms with what they stand for, joining words, and common words.

    Examples
    --------
    >>> short_words()[0]["univ"]
    'university'
    """
    words = name_words()
    common = words["common"]
    return words["short_forms"], frozenset(common["joining"]), frozenset(common["words"])


def legal_ends() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words with which legal forms begin, and those with which they end.

    Examples
    --------
    >>> "ltd" in legal_ends()[1]
    True
    """
    return _latin_forms()[2:]


def plain_words(
    texts: Sequence[str], countries: Sequence[str]
) -> tuple[list[tuple[np.ndarray, list[str]]], dict[int, Name]]:
    r"""Read many names at once.

    Returns
    -------
    tuple
        The words of names without Chinese signs, a line end after each name, with the numbers of
        these names; and the Chinese names by their number, whose lines are empty.

    Examples
    --------
    >>> lines, chinese = plain_words(["Bo Hai's", "Élan", "渤海"], ["", "", ""])
    >>> [(numbers.tolist(), words) for numbers, words in lines]
    [([0], ['bo', 'hais', '\n']), ([1, 2], ['elan', '\n', '\n'])]
    >>> chinese[2].text
    '渤海'
    """
    whole = [text.replace("\n", " ") for text in texts]
    ascii_ = np.fromiter(map(str.isascii, whole), dtype=bool, count=len(whole))
    plain, other = np.flatnonzero(ascii_), np.flatnonzero(~ascii_)
    folded = plain_text("\n".join([whole[at] for at in other.tolist()])).split("\n")
    chinese = {}
    if len(other):
        for place, (at, text) in enumerate(zip(other.tolist(), folded, strict=True)):
            if _HAN.search(text):
                chinese[at] = _chinese(text, countries[at])
                folded[place] = ""
    lines = []
    simple = [whole[at] for at in plain.tolist()]
    for numbers, written in ((plain, simple), (other, folded)):
        blob = "".join([f"{text}\n" for text in written]) if len(numbers) else ""
        word = _ASCII_WORDS if blob.isascii() else _WORDS
        bare = (blob.casefold() if written is simple else blob).replace("&", " and ")
        lines.append((numbers, word.findall(bare.replace("'", "").replace("’", ""))))
    return lines, chinese


@cache
def _latin_forms() -> tuple[dict[tuple[str, ...], str], int, frozenset[str], frozenset[str]]:
    """Return the forms, the length of the longest, and the words they begin and end with."""
    forms = {}
    for listed in name_words()["legal_forms"].values():
        for form in listed:
            words = tuple(plain_text(form).split())
            if not _HAN.search(form):
                forms[words] = " ".join(words)
    firsts, lasts = (frozenset(words[at] for words in forms) for at in (0, -1))
    return forms, max(map(len, forms)), firsts, lasts


def without_legal(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Take legal forms off both ends of a name, never all of it.

    Examples
    --------
    >>> without_legal(["sinar", "mas", "co", "ltd"])
    (['sinar', 'mas'], ('co ltd',))
    """
    forms, longest, firsts, lasts = _latin_forms()
    if not words or (words[-1] not in lasts and words[0] not in firsts):
        return words, ()
    found = []
    for at_end in (True, True, False):
        for length in range(min(longest, len(words) - 1), 0, -1):
            piece = tuple(words[-length:] if at_end else words[:length])
            if piece in forms:
                words = words[:-length] if at_end else words[length:]
                found.append(forms[piece])
                break
    return words, tuple(sorted(found))


class _Listed:
    """Texts a name may begin or end with, found by their lengths, the longest first."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = {text: said for text, said in texts.items() if text}
        self.lengths = sorted({len(text) for text in self.texts}, reverse=True)

    def begins(self, name: str) -> str:
        return next((name[:n] for n in self.lengths if name[:n] in self.texts), "")

    def ends(self, name: str) -> str:
        """Return with what a name ends, if enough stands before it."""
        longest = len(name) - _SHORTEST
        ends = (name[-n:] for n in self.lengths if n <= longest)
        return next((end for end in ends if end in self.texts), "")


@cache
def _chinese_parts() -> tuple[_Listed, _Listed, _Listed]:
    """Return legal forms, endings of schools with their kind, and places."""
    words = name_words()
    legal = {
        plain_text(form): ""
        for listed in words["legal_forms"].values()
        for form in listed
        if _HAN.search(form)
    }
    schools = words["school_endings"]
    endings = {ending: kind for kind, listed in schools.items() for ending in listed}
    places = {row["short_zh"]: "" for row in read_reference("provinces")}
    places |= {row["name_zh"]: "" for row in read_reference("cities")}
    return _Listed(legal), _Listed(endings), _Listed(places)


def _chinese(plain: str, country: str) -> Name:
    text = "".join(_WORD.findall(plain))
    text = _without_country(text, country)
    legal, endings, places = _chinese_parts()
    ending = endings.ends(text)
    school = endings.texts[ending] if ending else ""
    form = "" if school else legal.ends(text)
    core = text.removesuffix(ending or form)
    core = core.removesuffix("市") if len(core) > _SHORTEST else core
    place = places.begins(core)
    place = place or (core[:_SHORTEST] if school else "")
    if place and core.startswith((f"{place}市", f"{place}省")) and len(core) > len(place) + 1:
        core = place + core[len(place) + 1 :]
    return Name(text, True, core, school, place, legal=(form,) if form else ())  # noqa: FBT003


def _without_country(text: str, country: str) -> str:
    """Leave out the country a name begins with: 泰国兰纳… and 兰纳… are called alike."""
    if not country or country == "CHN" or country not in countries():
        return text
    for called in (countries()[country].name_zh, *countries()[country].aliases):
        if called and text.startswith(called) and len(text) - len(called) > _SHORTEST:
            return text[len(called) :]
    return text


@lru_cache(maxsize=200_000)
def sound_of(text: str) -> str:
    """Return how a Chinese text is read, with tones: 山西 is not 陕西.

    Examples
    --------
    >>> sound_of("渤海")
    'bo2hai3'
    """
    from pypinyin.seg.simpleseg import seg  # noqa: PLC0415 - 0.3 s

    return "".join(map(_sound_of_word, seg(text)))


@lru_cache(maxsize=100_000)
def _sound_of_word(word: str) -> str:
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    return "".join(lazy_pinyin([word], style=Style.TONE3))
