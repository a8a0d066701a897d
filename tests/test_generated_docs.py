"""Pages made from declarations are fresh and name everything declared."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from netintl.model.issue_codes import issue_codes
from netintl.model.schema import tables

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("tool", ["build_docs", "build_api"])
def test_the_generated_pages_are_fresh(tool: str) -> None:
    command = [sys.executable, f"tools/{tool}.py", "--check"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr


def test_every_code_and_every_column_is_documented() -> None:
    for page in ("issues.md", "issues.zh.md"):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        assert [code for code in issue_codes() if f"## {code} " not in text] == []
    text = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    for table in tables().values():
        assert f"## {table.name} " in text
        assert [name for name in table.columns if f"| `{name}` |" not in text] == []
