"""Organizations that stand for others whose names are not known: nobody can be sent to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netintl.model.unnamed import is_placeholder

if TYPE_CHECKING:
    from netintl.network.network import Network


def placeholders(network: Network) -> np.ndarray:
    """Mark the organizations that stand for others whose names are not known.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> placeholders(from_links([("S1", "C1")])).tolist()
    [False, False]
    """
    rows = network.organizations[["name_zh", "name_en", "note"]]
    return np.array([is_placeholder(*cells) for cells in rows.itertuples(index=False)], dtype=bool)
