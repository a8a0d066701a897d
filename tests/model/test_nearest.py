"""What people type, and which name they want: it is among the three that are proposed."""

import csv
from pathlib import Path

import pytest

from netintl.i18n import speaking
from netintl.model.naming import codes_by_name
from netintl.model.nearest import nearest
from netintl.model.places import countries, provinces
from netintl.model.proposals import offered_codes, told_apart

DATA = Path(__file__).parents[2] / "data"
ORGANIZATIONS = {
    # abbreviations of Chinese names, signs in their order
    "深职院": "cn-shenzhen-polytechnic-univ",
    "深职大": "cn-shenzhen-polytechnic-univ",
    "宁职院": "cn-ningbo-polytechnic",
    "金职院": "cn-jinhua-polytechnic",
    "天职": "cn-tianjin-vocational-institute",
    "天职师大": "cn-tute",
    "天轻职": "cn-tianjin-light-industry-vtc",
    "浙机电": "浙江机电职业技术大学",
    "南工职": "cn-nanjing-vu-industry-tech",
    "无职院": "无锡职业技术大学",
    "芜职院": "芜湖职业技术大学",
    "中土": "中国土木工程集团有限公司",
    "中国建": "中国建筑集团有限公司",
    # pinyin, in full and by initials
    "shenzhen zhiye": "cn-shenzhen-polytechnic-univ",
    "szzy": "cn-shenzhen-polytechnic-univ",
    "jinhua zhiye jishu": "cn-jinhua-polytechnic",
    "tianjin qinggong": "cn-tianjin-light-industry-vtc",
    "tjqg": "cn-tianjin-light-industry-vtc",
    "bjgyzyjsxy": "北京工业职业技术学院",
    "nanjing gongye": "cn-nanjing-vu-industry-tech",
    "hwjs": "华为技术有限公司",
    # initials of English words, or letters of them
    "NBPT": "cn-ningbo-polytechnic",
    "TUTE": "cn-tute",
    "cscec": "中国建筑集团有限公司",
    "TUT": "cn-tianjin-univ-technology",
    # typing errors
    "Shenzen Politechnic": "cn-shenzhen-polytechnic-univ",
    "Ningbo Polytecnic": "cn-ningbo-polytechnic",
    "Tianjin Vocational Institut of": "cn-tianjin-vocational-institute",
    "Universty of Tianjin Technology": "cn-tianjin-univ-technology",
    "Makeda Tianjin Medical Colege": "cn-tianjin-medical-college",
    "深训职业技术大学": "cn-shenzhen-polytechnic-univ",
    # half names and old names
    "Ningbo polytec": "cn-ningbo-polytechnic",
    "天津 轻工": "cn-tianjin-light-industry-vtc",
    "天津中德学院": "cn-tianjin-sino-german-uas",
    "南京工业职业技术学院校": "cn-nanjing-vu-industry-tech",
    "Tianjin Sino-German Vocational": "cn-tianjin-sino-german-uas",
    # the other script
    "深圳職業技術大學": "cn-shenzhen-polytechnic-univ",
    "天津輕工職業技術學院": "cn-tianjin-light-industry-vtc",
    "寧波職業技術大學": "cn-ningbo-polytechnic",
}
COUNTRIES = {
    "印尼": "IDN",
    "Indonsia": "IDN",
    "yindunixiya": "IDN",
    "ydnxy": "IDN",
    "泰": "THA",
    "Tailand": "THA",
    "taiguo": "THA",
    "老过": "LAO",
    "Burma": "MMR",
    "哈萨克": "KAZ",
    "Kasachstan": "KAZ",
    "巴基斯坦伊斯兰": "PAK",
    "柬埔塞": "KHM",
    "Kambodia": "KHM",
}
PROVINCES = {"guangdon": "44", "浙": "33", "Xingjiang": "65", "廣東": "44", "neimenggu": "15"}


@pytest.fixture(scope="module")
def names() -> dict[str, tuple[str, ...]]:
    with (DATA / "organizations.csv").open(encoding="utf-8") as file:
        return {
            row["id"]: (row["name_zh"], row["name_en"], *row["aliases"].split(";"))
            for row in csv.DictReader(file)
        }


@pytest.mark.parametrize(("typed", "wanted"), ORGANIZATIONS.items())
def test_an_organization_that_is_meant_is_among_three(names, typed, wanted):
    found = nearest(typed, names)
    assert len(found) <= 3
    assert wanted in [called for key in found for called in (key, *names[key])]


@pytest.mark.parametrize(("typed", "wanted"), COUNTRIES.items())
def test_a_country_that_is_meant_is_among_three(typed, wanted):
    called = {
        code: (place.name_en, place.name_zh, *place.aliases) for code, place in countries().items()
    }
    assert wanted in nearest(typed, called)


@pytest.mark.parametrize(("typed", "wanted"), PROVINCES.items())
def test_a_province_that_is_meant_is_among_three(typed, wanted):
    called = {code: (home.name_en, home.name_zh) for code, home in provinces().items()}
    assert wanted in nearest(typed, called)


def test_of_very_many_names_the_nearest_is_still_found():
    many = {str(number): (f"College of Town {number:05d}",) for number in range(6_000)}
    assert nearest("Colege of Town 04321", many)[0] == "4321"


@pytest.mark.parametrize("typed", ["", "  ", "!?", "𠀀", "\u0301"])
def test_what_says_nothing_proposes_nothing(names, typed):
    assert nearest(typed, names) == []


def test_what_is_like_nothing_proposes_nothing(names):
    assert nearest("qqqqqqxxxxxx", names) == []


def test_short_lists_are_offered_whole_and_long_ones_by_the_nearest():
    for term in ("school", "college", "enterprise"):
        assert term in offered_codes("kinds", "skool")
    assert offered_codes("statuses", "actv").startswith("Choose from: active, ")
    assert offered_codes("province", "guangdon").count("(") == 3
    with speaking("zh"):
        assert "印度尼西亚 (IDN)" in offered_codes("country", "印尼人")
    assert str(len(countries())) in offered_codes("country", "qqqqqqxxxxxx")


def test_aliases_are_understood_where_no_country_has_that_name():
    for code, place in countries().items():
        for alias in place.aliases:
            assert codes_by_name("country")[alias.casefold()] == code or alias.casefold() in {
                name.casefold()
                for other in countries().values()
                for name in (other.name_en, other.name_zh, other.alpha2, other.alpha3)
            }


def test_organizations_called_alike_are_told_apart_by_id_only_then():
    rows = [("a", "West", "school", "CHN"), ("b", "West", "school", "CHN"), ("c", "East", "", "")]
    assert (
        told_apart(rows, 8)
        == "West (Chinese school, China) [a], West (Chinese school, China) [b], East"
    )
    assert told_apart(rows[1:], 1) == "West (Chinese school, China)…"
