"""After a random change of the data no claim of a report is false."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from tests.conftest import DATA
from tests.proofs import proof, share
from tests.truth.claims import differences
from tests.truth.test_truth import VIEWS
from tests.truth.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from netintl import Network, Package

CHANGES = share(200, 5)
CHANGED = ("organizations", "agreements", "parties", "flows", "sources", "indicators",
           "observations")  # fmt: skip
# A blank there is an error of the file, not another state of the world.
NEEDED = {"id", "kind", "agreement", "organization", "country", "from", "to", "subject", "metric",
          "measure", "source", "role", "purpose", "industry"}  # fmt: skip
NARROWED = {"countries": ["THA", "KEN", "LAO"], "provinces": ["45", "33", "37"],
            "brands": ["luban_workshop", "silk_road_college"], "kinds": ["enterprise"]}  # fmt: skip


def changed(tables: dict[str, pd.DataFrame], random: np.random.Generator) -> None:
    """Drop, double or blank something of one table."""
    name = str(random.choice(CHANGED))
    table = tables[name]
    if table.empty:
        return
    how = random.choice(["drop", "double", "blank", "blank_column"])
    rows = random.choice(len(table), size=max(1, len(table) // 20), replace=False)
    columns = [column for column in table.columns if column not in NEEDED]
    if how == "drop":
        tables[name] = table.drop(index=table.index[rows])
    elif how == "double":
        tables[name] = pd.concat([table, table.iloc[rows]], ignore_index=True)
    else:
        column = str(random.choice(columns))
        where = table.index if how == "blank_column" else table.index[rows]
        tables[name] = table.assign(**{column: table[column].where(~table.index.isin(where), "")})


def written(folder: Path, random: np.random.Generator) -> Path:
    """Write a quarter of the bundled data with two changes."""
    tables = {
        file.stem: pd.read_csv(file, dtype=str, keep_default_na=False)
        for file in sorted(DATA.glob("*.csv"))
    }
    deals = tables["agreements"]
    taken = deals["id"].iloc[random.permutation(len(deals))[: len(deals) // 4]]
    tables["agreements"] = deals[deals["id"].isin(taken)]
    for name in ("parties", "flows"):
        tables[name] = tables[name][tables[name]["agreement"].isin(taken)]
    for _change in range(2):
        tables = {name: table.reset_index(drop=True) for name, table in tables.items()}
        changed(tables, random)
    folder.mkdir(parents=True)
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False)
    return folder


def claimed(package: Package, network: Network, recipe: str, folder: Path) -> Path:
    """Write what a report would claim and its tables, without drawing a picture."""
    from netintl.i18n import speaking
    from netintl.pictures.registry import TITLES
    from netintl.report.building import _document, _outputs
    from netintl.report.claims import claims_text
    from netintl.report.context import analyse
    from netintl.report.recipes import read_recipe
    from netintl.words.claims import hearing, sentence

    context = analyse(package, network, read_recipe(recipe), lambda _step: None)
    with speaking("en"), hearing() as said:
        _document(context, {}, "")
        titles = [c for result in context.results.values() for c in result.claims]
        for claim in titles:
            if claim.code in TITLES:
                sentence(claim, network)
        files = _outputs(context, {})
        files["claims.json"] = claims_text(context, said).encode()
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@proof
@pytest.mark.parametrize("seed", range(CHANGES))
def test_no_claim_is_false_after_a_change(seed: int, tmp_path: Path) -> None:
    from netintl import load_package, select
    from netintl.network.loading import network_of

    random = np.random.default_rng([13, seed])
    recipe = list(VIEWS)[seed % len(VIEWS)]
    package = load_package(written(tmp_path / "data", random))
    view = dict(VIEWS[recipe])
    if not view and random.random() < 0.5:
        name = str(random.choice(list(NARROWED)))
        view = {name: [str(random.choice(NARROWED[name]))]}
    network = select(network_of(package), **view)
    world = World(tmp_path / "data", claimed(package, network, recipe, tmp_path / "report"))
    said = [claim["sentence"] for claim in world.claims]
    assert not [line for line in said if re.search(r"\bnan\b|\{|\bNone\b(?! of)", line)]
    false = [line for claim in world.claims for line in differences(world, claim)]
    assert not false, f"{json.dumps(view)} {recipe}\n" + "\n".join(false)
