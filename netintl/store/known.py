"""What a store holds already, as hashes: a million links take some 40 MB."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NEW, CHANGED, SAME = range(3)


class Known:
    """Identities and contents of one kind of nodes or links, and which of them were met again.

    Both are held as 64-bit hashes.

    Examples
    --------
    >>> known = Known.of([(("a",), "00000000000000aa", True), (("b",), "00000000000000bb", True)])
    >>> known.judge([("a",), ("b",), ("c",)], ["00000000000000aa", "0", "0"]).tolist()
    [2, 1, 0]
    >>> known.is_gone(("b",)), known.gone
    (False, 0)
    """

    def __init__(self, identity: np.ndarray, content: np.ndarray, current: np.ndarray) -> None:
        order = np.argsort(identity, kind="stable")
        self._identity, self._content = identity[order], content[order]
        self._current = current[order]
        self._met = np.zeros(len(identity), dtype=bool)

    @classmethod
    def of(cls, rows: Iterable[tuple[Sequence[str], str, bool]]) -> Self:
        """Collect identity, content hash and currency of what a store holds."""
        packed = np.fromiter(
            (
                (_hash(identity), int(content, 16), bool(current))
                for identity, content, current in rows
            ),
            dtype=[("identity", "u8"), ("content", "u8"), ("current", "?")],
        )
        return cls(packed["identity"], packed["content"], packed["current"])

    def __len__(self) -> int:
        return len(self._identity)

    def judge(self, identities: Sequence[Sequence[str]], contents: Sequence[str]) -> np.ndarray:
        """Tell of each row whether it is new, changed or the same, and mark it as met."""
        verdict = np.full(len(identities), NEW)
        if not len(self):
            return verdict
        wanted = np.array([_hash(identity) for identity in identities], dtype=np.uint64)
        place = np.minimum(np.searchsorted(self._identity, wanted), len(self) - 1)
        there = self._identity[place] == wanted
        digests = np.array([int(content, 16) for content in contents], dtype=np.uint64)
        same = there & (self._content[place] == digests) & self._current[place]
        self._met[place[there]] = True
        verdict[there], verdict[same] = CHANGED, SAME
        return verdict

    def is_gone(self, identity: Sequence[str]) -> bool:
        """Tell whether something the store holds as current was not met."""
        wanted = np.uint64(_hash(identity))
        place = int(np.searchsorted(self._identity, wanted))
        there = place < len(self) and self._identity[place] == wanted
        return bool(there and self._current[place] and not self._met[place])

    @property
    def gone(self) -> int:
        """Number of things that are current in the store and were not met."""
        return int((self._current & ~self._met).sum())


def _hash(identity: Sequence[str]) -> int:
    text = "\x1f".join(identity)
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
