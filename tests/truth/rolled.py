"""Tables in which parts are counted under the organization at their top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.truth.claims import recomputes
from tests.truth.world import Tables, parts

if TYPE_CHECKING:
    from tests.truth.world import World

    Claim = dict[str, Any]

ALIKE = {
    "institution": [{"school", "college"}],
    "group": [{"school", "college"}, {"enterprise"}],
}


def heads(tables: Tables, level: str) -> dict[str, str]:
    """Return who is counted under whom, one parent after the other."""
    rows = {row["id"]: row for row in tables["organizations"].to_dict("records")}
    found = {}
    for name in rows:
        top = name
        while (above := rows.get(rows[top]["parent"])) and any(
            {rows[top]["kind"], above["kind"]} <= kinds for kinds in ALIKE[level]
        ):
            top = above["id"]
        if top != name:
            found[name] = top
    return found


def rolled(tables: Tables, level: str) -> Tables:
    """Count the parts of organizations under their heads, each agreement once."""
    into = heads(tables, level)
    bodies = tables["organizations"].set_index("id", drop=False).astype(object)
    for name, top in into.items():
        for column in ("fields", "industries", "source"):
            united = dict.fromkeys(parts(bodies.at[top, column]) + parts(bodies.at[name, column]))
            bodies.at[top, column] = ";".join(united)
    bodies = bodies[~bodies["id"].isin(into)].reset_index(drop=True)
    parties = tables["parties"].assign(organization=tables["parties"]["organization"].replace(into))
    flows = tables["flows"]
    moved = flows.assign(**{"from": flows["from"].replace(into), "to": flows["to"].replace(into)})
    inside = (moved["from"] == moved["to"]) & (flows["from"] != flows["to"])
    capacities = tables["capacities"]
    of_part = capacities["organization"].isin(into) & (capacities["agreement"] == "")
    return tables | {
        "organizations": bodies,
        "parties": parties.drop_duplicates(["agreement", "organization"]),
        "flows": moved[~inside],
        "capacities": capacities[~of_part].assign(
            organization=capacities["organization"].replace(into)
        ),
    }


@recomputes("rolled_up_institution", "rolled_up_group")
def rolled_up(world: World, claim: Claim) -> dict[str, Any]:
    into = heads(world.apart, claim["code"].rpartition("_")[2])
    rows = world.apart["parties"]
    whole = rows.assign(organization=rows["organization"].replace(into))
    before, after = (
        table.groupby("agreement")["organization"].nunique() for table in (rows, whole)
    )
    inside = set(after.index[(after == 1) & (before > 1)]) & set(world.agreements["id"])
    return {"parts": len(into), "wholes": len(set(into.values())), "inside": len(inside)}
