"""The weights of the parts of a match, and the score they make."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from netintl.analyses.matches.parts import PARTS
from netintl.errors import UsageError
from netintl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


@cache
def default_weights() -> Mapping[str, float]:
    """Return the weights that ship with netintl, by part; the file tells how they were chosen.

    Examples
    --------
    >>> sorted(default_weights()) == sorted(PARTS)
    True
    """
    text = files("netintl.model").joinpath("match_weights.toml").read_text(encoding="utf-8")
    stated = tomllib.loads(text)["weights"]
    return MappingProxyType({part: float(stated[part]) for part in PARTS})


def checked_weights(weights: Mapping[str, float] | None) -> Mapping[str, float]:
    """Return given weights by part, those not named as 0; the default ones for None.

    Raises
    ------
    UsageError
        When a part does not exist, a weight is negative or no number, or none is positive.
    """
    if weights is None:
        return default_weights()
    unknown = sorted(set(weights) - set(PARTS))
    if unknown:
        raise UsageError(
            _("A match has no part named {name}.").format(name=", ".join(unknown)),
            cure=_("Choose from: {names}.").format(names=", ".join(PARTS)),
        )
    given = {part: float(weights.get(part, 0.0)) for part in PARTS}
    values = np.array(list(given.values()))
    if not (np.isfinite(values).all() and (values >= 0).all() and (values > 0).any()):
        raise UsageError(
            _("The weights of a match must be 0 or more, and one of them above 0."),
            cure=_("Give a positive number for at least one part."),
        )
    return MappingProxyType(given)


def weighted_score(parts: pd.DataFrame, weights: Mapping[str, float]) -> np.ndarray:
    """Return Σ w·x / Σ w over the known parts of each row; NaN where no weighted part is known.

    Examples
    --------
    >>> import pandas as pd
    >>> parts = pd.DataFrame({name: [1.0] for name in PARTS} | {"zone": [0.0]})
    >>> weighted_score(parts, {"zone": 1.0, "reach": 3.0}).tolist()
    [0.75]
    """
    names = [name for name in parts.columns if weights.get(name)]
    values = parts[names].to_numpy(dtype=float)
    weight = np.array([weights[name] for name in names], dtype=float)
    known = ~np.isnan(values)
    total = known @ weight
    added = np.where(known, values, 0.0) @ weight
    return np.asarray(np.divide(added, total, out=np.full(len(parts), np.nan), where=total > 0))
