"""A seeded network of national size: heavy-tailed fitness, sectors, countries, repeated links.

Schools, colleges and enterprises have Pareto(1.6) fitness, a Zipf-distributed major and, abroad, a
Zipf-distributed country. A link picks a layer (45 % school–college, 25 % school–enterprise, 30 %
college–enterprise) and its ends by fitness; in 70 % of cases within one major.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.model.fields import majors
from netintl.model.places import countries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SIZES = {"school": 11_000, "college": 20_000, "enterprise": 50_000}
LAYERS = (("school", "college"), ("school", "enterprise"), ("college", "enterprise"))
SHARES = (0.45, 0.25, 0.30)
KINDS = ("joint_college", "order_class", "employment")


def zipf(count: int, exponent: float) -> np.ndarray:
    weights = 1 / np.arange(1, count + 1) ** exponent
    return weights / weights.sum()


def write_network(
    folder: Path, links: int, seed: int = 20261124, sizes: Mapping[str, int] = SIZES
) -> None:
    """Write organizations.csv and links.csv."""
    random = np.random.default_rng(seed)
    fields = np.array(list(majors()))
    hosts = np.array(
        [code for code in countries() if code not in ("CHN", "HKG", "MAC", "TWN")][:60]
    )
    bodies = {}
    for kind, count in sizes.items():
        ids = np.array([f"{kind[0].upper()}{place:06d}" for place in range(count)])
        home = np.full(count, "CHN")
        away = hosts[random.choice(len(hosts), count, p=zipf(len(hosts), 0.9))]
        bodies[kind] = pd.DataFrame(
            {
                "id": ids,
                "kind": kind,
                "name_en": np.char.add("Organisation ", ids),
                "country": home if kind == "school" else away,
                "fields": fields[random.choice(19, count, p=zipf(19, 0.8))],
                "fitness": np.minimum(random.pareto(1.6, count) + 1, 40 * count**0.5),
            }
        )
    rows = [
        _layer(bodies[a], bodies[b], KINDS[place], round(links * SHARES[place]), random)
        for place, (a, b) in enumerate(LAYERS)
    ]
    whole = pd.concat(bodies.values()).drop(columns="fitness")
    whole.to_csv(folder / "organizations.csv", index=False)
    pd.concat(rows).to_csv(folder / "links.csv", index=False)


def _layer(
    left: pd.DataFrame, right: pd.DataFrame, kind: str, count: int, random: np.random.Generator
) -> pd.DataFrame:
    u = _picked(left, count, random)
    v = _picked(right, count, random)
    for field in left["fields"].unique():
        same = (u["fields"].to_numpy() == field) & (random.random(count) < 0.7)
        pool = right[right["fields"] == field]
        if same.any() and len(pool):
            v.loc[same] = _picked(pool, int(same.sum()), random).to_numpy()
    days = np.datetime64("2004-01-01") + random.integers(0, 8000, count).astype("timedelta64[D]")
    return pd.DataFrame(
        {
            "source": u["id"].to_numpy(),
            "target": v["id"].to_numpy(),
            "kind": kind,
            "start": days.astype(str),
            "status": np.where(random.random(count) < 0.12, "expired", "active"),
            "fields": u["fields"].to_numpy(),
            "persons": np.clip(np.exp(random.normal(3.2, 0.9, count)).round(), 1, 2000).astype(int),
        }
    )


def _picked(pool: pd.DataFrame, count: int, random: np.random.Generator) -> pd.DataFrame:
    weights = pool["fitness"].to_numpy()
    chosen = random.choice(len(pool), count, p=weights / weights.sum())
    return pool[["id", "fields"]].iloc[chosen].reset_index(drop=True)
