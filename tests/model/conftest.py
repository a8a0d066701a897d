"""Rows of the two source sets."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCES = Path(__file__).parents[2] / "data" / "sources"


@pytest.fixture(scope="session")
def source_rows() -> Callable[[str], list[dict[str, str]]]:
    def rows(name: str) -> list[dict[str, str]]:
        found = []
        for folder in ("luban", "programmes"):
            text = (SOURCES / folder / f"{name}.csv").read_text(encoding="utf-8-sig")
            found += list(csv.DictReader(text.splitlines()))
        return found

    return rows
