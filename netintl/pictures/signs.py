"""What pictures of organizations have in common: their names, and the signs of their kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.i18n import current_language
from netintl.words.wording import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netintl.network.network import Network

KINDS_SHOWN: Final = (
    "school", "college", "enterprise", "government", "park", "association", "other",
)  # fmt: skip


def names_of(network: Network, ids: Iterable[str]) -> list[str]:
    """Name organizations in the current language."""
    language = current_language()
    return [network.name(network.code_of[name], language) for name in ids]


def kind_labels(kinds: Iterable[str]) -> dict[str, str]:
    """Label the kinds that are present and have a sign of their own."""
    present = set(kinds)
    return {kind: label("kinds", kind) for kind in KINDS_SHOWN if kind in present}
