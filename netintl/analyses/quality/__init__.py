"""How good the data are, and what to collect next: what ``check --quality`` prints."""

from typing import Final

# The parts, in the order in which they are printed; each has a module with ``find_<name>``.
PARTS: Final = ("completeness", "freshness", "evidence", "contradictions", "collection")
