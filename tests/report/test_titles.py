"""What a report is called, and whose policy it tells of: only of Chinese schools China's."""

from __future__ import annotations

import json

import pytest

from netintl import load_package, verify, write_report
from netintl.network.loading import network_of

FOREIGN = """source,target,start
Music College,Royal Academy,2019
Music College,Seoul University,2024
Art College,Royal Academy,2024-05
"""


@pytest.fixture
def foreign(tmp_path):
    (tmp_path / "links.csv").write_text(FOREIGN, encoding="utf-8")
    return load_package(tmp_path / "links.csv")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_report_of_other_networks_is_neutral(foreign, tmp_path, language) -> None:
    write_report(foreign, network_of(foreign), tmp_path / "out", language=language, formats=["md"])
    text = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert text.startswith(
        {"en": "# Cooperation network: report", "zh": "# 合作网络报告"}[language]
    )
    for word in ("July 2023", "2023年7月", "vocational education", "职业教育", "Luban", "鲁班"):
        assert word not in text.partition('<a id="definitions"></a>')[0], word
    assert not (tmp_path / "out" / "figures" / "shift.svg").exists()


def test_a_title_that_is_given_stands_over_the_report_and_in_the_manifest(
    foreign, tmp_path
) -> None:
    folder = tmp_path / "out"
    write_report(foreign, network_of(foreign), folder, title="Our partners", formats=["md"])
    assert (folder / "report.md").read_text(encoding="utf-8").startswith("# Our partners\n")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["settings"]["title"] == "Our partners"
    assert not verify(folder).changed


def test_a_report_of_chinese_schools_keeps_its_title_and_its_policy(tmp_path) -> None:
    text = "id,kind,name_en\ns,school,S\nc,college,C\n"
    (tmp_path / "organizations.csv").write_text(text, encoding="utf-8")
    (tmp_path / "links.csv").write_text("source,target\ns,c\n", encoding="utf-8")
    package = load_package(tmp_path)
    write_report(package, network_of(package), tmp_path / "out", formats=["md"])
    told = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert told.startswith("# Chinese vocational education abroad: network report")
    assert '<a id="progress"></a>' in told
