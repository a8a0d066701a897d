"""Kinds of succession, by what becomes of the organization before."""

from __future__ import annotations

from typing import Final

LASTING: Final = frozenset(("rename", "upgrade"))
"""One organization under another name, on every day."""

ROLLING: Final = LASTING | {"merge"}
"""What was before is counted under what came after: on every day, or from the day on."""
