"""Names that stand for others, and names that only look like it."""

from __future__ import annotations

import pytest

from netintl.network.placeholders import is_placeholder, placeholders

# Everyone in the bundled data whose name says that it is not known.
UNNAMED = {
    "bd-taizhou-silk-road", "de-hospitals", "de-hotel-dual", "jp-hospitals",
    "kh-hydropower-project", "my-zhenghe-njiit", "ug-partner-weifang", "vn-thai-binh",
}  # fmt: skip


def test_the_bundled_data_have_these(bundled_network) -> None:
    assert set(bundled_network.ids[placeholders(bundled_network)]) == UNNAMED


@pytest.mark.parametrize(
    "name",
    [
        "Four Indonesian vocational schools",
        "Eleven secondary schools of the Bor district",
        "31 Chinese T-TEP schools (not named)",
        "Schools in Beijing and Tianjin",
        "local partners",
        "Unnamed company",
        "Vietnamese partner in Thai Binh (name cut off)",
        "Specialist teachers from Shanghai (schools not named)",
        "四所印尼职业学校",
        "若干家企业",
        "德国医疗机构（未名）",
        "当地院校",
    ],
)
def test_a_name_that_stands_for_others(name) -> None:
    assert is_placeholder(name, name)


@pytest.mark.parametrize(
    "name",
    [
        "Group Six International (Sino-Tan Industrial Park)",
        "NPTC Group of Colleges",
        "Four Seasons Hotels and Resorts",
        "Three Gorges Corporation",
        "Eight Foundation School",
        "Chinese schools association",
        "No. 2 Vocational School",
        "三一重工",
        "九江职业大学",
        "多伦多大学",
        "四川交通职业技术学院",
        "",
    ],
)
def test_a_name_of_its_own(name) -> None:
    assert not is_placeholder(name, name)


def test_the_note_says_so() -> None:
    assert is_placeholder("", "German clinics", "placeholder; nursing")
    assert not is_placeholder("", "German clinics", "replaces a placeholder of the first edition")
