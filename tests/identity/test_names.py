"""Names are folded by what they say, not by how they are written."""

import pytest

from netintl.identity.comparison import closest
from netintl.identity.names import name_words, plain_text, read_name, written_names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bosch Rexroth Co., Ltd.", ("bosch", "rexroth")),
        ("Siemens AG", ("siemens",)),
        ("Festo GmbH & Co. KG", ("festo",)),
        ("Société Générale S.A.", ("societe", "generale")),
        ("PT Sinar Mas Tbk", ("sinar", "mas")),
        ("Sime Darby Sdn. Bhd.", ("sime", "darby")),
        ("ООО Ромашка", ("ромашка",)),
        ("Petrobras Distribuidora Ltda", ("petrobras", "distribuidora")),
        ("Fiat S.p.A.", ("fiat",)),
        ("Philips N.V.", ("philips",)),
        ("Koç Anonim Şirketi", ("koc",)),
        ("Nokia Oyj", ("nokia",)),
        ("บริษัท Charoen จำกัด", ("charoen",)),
        ("Natl. Univ. of Tech.", ("national", "university", "technology")),
    ],
)
def test_legal_forms_and_short_words_make_no_difference(text, words):
    assert read_name(text).words == words


def test_a_legal_form_is_never_the_whole_name():
    assert read_name("Co Ltd").words
    assert read_name("有限公司").text == "有限公司"


@pytest.mark.parametrize(
    ("text", "core", "school", "place"),
    [
        ("金華職業技術學院", "金华", "vocational", "金华"),
        ("浙江经济职业技术学院", "浙江经济", "vocational", "浙江"),
        ("扬州市职业大学", "扬州", "vocational", "扬州"),
        ("无锡技师学院", "无锡", "technician", "无锡"),
        ("邢台医学高等专科学校", "邢台医学", "short_cycle", "邢台"),
        ("华为技术有限公司", "华为技术", "", ""),
        ("豊田株式会社", "豊田", "", ""),
    ],
)
def test_a_chinese_name_is_parted(text, core, school, place):
    name = read_name(text)
    assert (name.core, name.school, name.place) == (core, school, place)


def test_at_least_ten_languages_have_legal_forms():
    assert len(name_words()["legal_forms"]) >= 10


def test_a_country_before_a_chinese_name_makes_no_difference():
    assert read_name("泰国兰纳皇家理工大学", "THA").text == "兰纳皇家理工大学"
    assert read_name("中国矿业大学", "CHN").text == "中国矿业大学"


def test_remarks_in_brackets_are_no_names():
    assert written_names("西方大学 (as named)") == ["西方大学"]
    assert written_names("Rwanda Polytechnic (formerly IPRC Musanze)")[1] == "IPRC Musanze"


def test_width_case_accents_and_traditional_signs_are_folded():
    assert plain_text("ＨＵＡＷＥＩ 華為 Élan") == "huawei 华为 elan"


@pytest.mark.parametrize(
    ("one", "other", "zh", "en"),
    [
        ("深圳职业技术学院", "深圳职业技术大学", "upgrade", ""),
        ("浙江经济职业技术学院", "浙江经贸职业技术学院", "field", ""),
        ("山西师范大学", "陕西师范大学", "other", ""),
        ("湖南工业大学", "湖南工业职业技术学院", "rank", ""),
        ("无锡职业技术学院", "无锡技师学院", "rank", ""),
        ("同济大学", "同济大学嘉定校区", "rank", ""),
        ("中国铁建国际集团有限公司", "中国铁建国际集团有限公司肯尼亚分公司", "rank", ""),
        ("Bo Hai Vocational College", "Vocational College of Bo Hai", "", "same"),
        ("Tashkent Polytechnic", "Toshkent Polytechnic", "", "spelling"),
        ("Bandung Polytechnic", "Batam Polytechnic", "", "other"),
        ("TUTE", "Tianjin University of Technology and Education", "", "initials"),
        ("Lampang Technical College", "Lampang Vocational College", "", "words"),
        ("Wuxi Institute", "Wuxi Technician Institute", "", "other"),
    ],
)
def test_two_names_are_judged(one, other, zh, en):
    assert closest((read_name(one),), (read_name(other),)) == (zh, en)
    assert closest((read_name(other),), (read_name(one),)) == (zh, en)
