"""The data of a report, read from its CSV files and narrowed to its view, with pandas alone."""

from __future__ import annotations

import copy
import itertools
import json
from functools import cached_property
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd

TABLES = (
    "organizations", "agreements", "parties", "flows", "capacities", "indicators", "observations",
    "sources", "successions",
)  # fmt: skip
Tables = dict[str, pd.DataFrame]
SCHEMA = Path(__file__).resolve().parents[2] / "netintl" / "model" / "datapackage.json"
OVER = {"expired", "terminated"}
IDLE_KINDS, IDLE_STATUSES = {"mou_only"}, {"proposed"}
NUMBERED = ["school", "college", "enterprise"]


def parts(cell: str) -> list[str]:
    """Return the values of a cell that holds several."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def first_day(text: str) -> str:
    """Return the first day that a date may mean; empty stays empty."""
    return text + "0000-01-01"[len(text) :] if text else ""


def last_day(text: str) -> str:
    """Return the last day that a date may mean."""
    if len(text) == 4:
        return f"{text}-12-31"
    if len(text) == 7:
        return str(pd.Period(text, "M").end_time.date())
    return text


class World:
    """All that a checker may know: the tables of a package, and the files of one report."""

    def __init__(self, package: Path, report: Path) -> None:
        fallen = read(report / "rejected.csv")
        self.tables = {name: kept(table_of(package, name), name, fallen) for name in TABLES}
        self.listed = json.loads((report / "claims.json").read_text(encoding="utf-8"))
        self.settings: dict[str, Any] = self.listed["view"]
        self.apart = self.tables
        if "roll_up" in self.settings:
            from tests.truth.rolled import rolled

            self.tables = rolled(self.apart, self.settings["roll_up"])
        self.claims: list[dict[str, Any]] = [
            {**claim, "settings": self.listed["analyses"].get(claim["analysis"], {})}
            for claim in self.listed["claims"]
        ]
        self.results = {
            file.stem: read(file)
            for file in sorted((report / "tables").glob("*.csv"))
            if not file.stem.endswith("_reasons")
        }

    @classmethod
    def of_data(cls, package: Path) -> World:
        """Take all that the data hold, without a report."""
        world = cls.__new__(cls)
        world.tables = {name: table_of(package, name) for name in TABLES}
        world.settings, world.claims, world.results = {}, [], {}
        return world

    @cached_property
    def kind(self) -> dict[str, str]:
        """Kind of each organization."""
        table = self.tables["organizations"]
        return dict(zip(table["id"], table["kind"], strict=True))

    @cached_property
    def country(self) -> dict[str, str]:
        """Country of each organization."""
        table = self.tables["organizations"]
        return dict(zip(table["id"], table["country"], strict=True))

    @cached_property
    def attending(self) -> pd.DataFrame:
        """All party rows that name what there is, on the day or in the period of the view."""
        table = self.tables["parties"]
        known = table["organization"].isin(self.tables["organizations"]["id"])
        known &= table["agreement"].isin(self.tables["agreements"]["id"])
        return table[known]

    @cached_property
    def agreements(self) -> pd.DataFrame:
        """Agreements of the view."""
        table, asked = self.tables["agreements"], self.settings
        if asked.get("status"):
            taken = table["status"].replace("", "unknown").isin(asked["status"])
        else:
            taken = ~table["kind"].isin(IDLE_KINDS) & ~table["status"].isin(IDLE_STATUSES)
        rows = self.attending.merge(
            self.tables["organizations"], left_on="organization", right_on="id"
        )
        columns = {"kinds": "kind", "countries": "country", "provinces": "province",
                   "organizations": "organization"}  # fmt: skip
        for setting, column in columns.items():
            if asked.get(setting):
                hit = rows.loc[rows[column].isin(asked[setting]), "agreement"]
                taken &= table["id"].isin(hit)
        if asked.get("fields"):
            taken &= table["fields"].map(lambda cell: bool(set(parts(cell)) & set(asked["fields"])))
        if asked.get("brands"):
            taken &= table["brand"].isin(asked["brands"])
        return table[taken]

    @cached_property
    def whole(self) -> World:
        """All the data on the days of the view, without its filters."""
        whole = copy.copy(self)
        whole.__dict__ = {name: self.__dict__[name] for name in ("tables", "listed", "results")}
        days = ("pair_rule", "as_of", "undated", "since", "until")
        whole.settings = {name: self.settings[name] for name in days if name in self.settings}
        return whole

    @cached_property
    def narrowed(self) -> bool:
        """Whether the view leaves out what is usable."""
        table = self.tables["agreements"]
        usable = ~table["kind"].isin(IDLE_KINDS) & ~table["status"].isin(IDLE_STATUSES)
        return bool(set(table.loc[usable, "id"]) - set(self.agreements["id"]))

    @cached_property
    def parties(self) -> pd.DataFrame:
        """Party rows of the agreements of the view."""
        return self.attending[self.attending["agreement"].isin(self.agreements["id"])]

    @cached_property
    def organizations(self) -> pd.DataFrame:
        """Organizations of the view: all, or the parties of its agreements when it is narrowed."""
        table = self.tables["organizations"]
        return table[table["id"].isin(self.parties["organization"])] if self.narrowed else table

    @cached_property
    def memberships(self) -> set[str]:
        """Agreements that are memberships of alliances."""
        table = self.tables["agreements"]
        of_kind = set(table.loc[table["kind"] == "alliance_membership", "id"])
        rows = self.tables["parties"]
        return of_kind | set(rows.loc[rows["role"] == "member", "agreement"])

    @cached_property
    def cooperation(self) -> pd.DataFrame:
        """Agreements of the view that are no memberships."""
        return self.agreements[~self.agreements["id"].isin(self.memberships)]

    @cached_property
    def evidence(self) -> dict[str, str]:
        """Newest day on which each agreement is attested; empty when nothing is dated."""
        published = {
            row["id"]: self.plausible(first_day(row["published"]))
            for row in self.tables["sources"].to_dict("records")
        }
        latest = {
            row["id"]: last_day(row["published"])
            for row in self.tables["sources"].to_dict("records")
            if published[row["id"]]
        }
        found = {}
        for row in self.tables["agreements"].to_dict("records"):
            days = [published.get(name, "") for name in parts(row["source"])]
            until = max([latest.get(name, "") for name in parts(row["source"])], default="")
            start = self.plausible(first_day(row["start"]))
            planned = row["status"] in IDLE_STATUSES or (until and start > until)
            end = self.plausible(first_day(row["end"])) if row["status"] in OVER else ""
            later = until and end > until
            found[row["id"]] = max([*days, "" if planned else start, "" if later else end])
        for row in self.tables["flows"].to_dict("records"):
            if row["planned"] != "yes" and row["agreement"] in found:
                day = self.plausible(first_day(row["year"]))
                found[row["agreement"]] = max(found[row["agreement"]], day)
        return found

    @cached_property
    def latest(self) -> str:
        """The last day that can be meant: a year after the newest day of a source, else 2100."""
        table = self.tables["sources"]
        days = [day for name in ("published", "retrieved") if name in table for day in table[name]]
        known = [first_day(day) for day in days if day and "1900" <= day[:4] <= "2100"]
        if not known:
            return "2100-12-31"
        newest = max(known)
        return f"{int(newest[:4]) + 1}{newest[4:]}"

    def plausible(self, day: str) -> str:
        """Return a day, or nothing where it cannot be meant."""
        return day if day[:4] >= "1900" and day <= self.latest else ""

    @cached_property
    def day(self) -> str:
        """Day of the view, else that of the newest evidence."""
        asked = self.settings.get("as_of")
        return last_day(asked) if asked else max(self.evidence.values(), default="")

    @cached_property
    def over(self) -> set[str]:
        """Agreements that have ended by the day; called ended is over, but for an earlier day."""
        ended = set()
        for row in self.tables["agreements"].to_dict("records"):
            end, seen = last_day(row["end"]), self.evidence[row["id"]]
            unsaid = not end or "" < seen < first_day(row["end"])
            called = row["status"] in OVER
            if called and self.settings.get("as_of"):
                called = unsaid and seen <= self.day
            if called or (end and end <= self.day):
                ended.add(row["id"])
        return ended

    @property
    def ended(self) -> set[str]:
        """Agreements that links leave out: those over, unless the view asks for the past."""
        past = bool(set(self.settings.get("status", ())) & OVER) or "since" in self.settings
        return set() if past else self.over

    @cached_property
    def links(self) -> pd.DataFrame:
        """Pairs of parties of each agreement that links, with the weight of the pair rule."""
        linking = set(self.cooperation["id"]) - self.ended
        rows = self.parties[self.parties["agreement"].isin(linking)]
        found = []
        for agreement, group in rows.groupby("agreement"):
            ends = sorted(set(group["organization"]))
            pairs = list(itertools.combinations(ends, 2))
            layers = [self.layer(one, two) for one, two in pairs]
            for (one, two), layer in zip(pairs, layers, strict=True):
                even = self.settings.get("pair_rule", "even") == "even"
                weight = 1 / layers.count(layer) if even else 1.0
                found.append((agreement, one, two, layer, weight))
        return pd.DataFrame(found, columns=["agreement", "a", "b", "layer", "weight"])

    def layer(self, one: str, two: str) -> str:
        """Name the layer of a pair by its kinds."""
        kinds = {self.kind[one], self.kind[two]}
        if len(kinds) == 1:
            return "same_kind"
        named = [kind for kind in NUMBERED if kind in kinds]
        return "_".join(named) if len(named) == 2 else "support"

    @cached_property
    def graph(self) -> nx.Graph:
        """Links between unlike kinds, else those of one kind, over the organizations of the view.

        Edges have weight, layer and agreements.
        """
        graph = nx.Graph()
        graph.add_nodes_from(sorted(self.organizations["id"]))
        crossing = self.links[self.links["layer"] != "same_kind"]
        for row in (crossing if len(crossing) else self.links).itertuples():
            if graph.has_edge(row.a, row.b):
                edge = graph.edges[row.a, row.b]
                edge["weight"] += row.weight
                edge["agreements"].add(row.agreement)
            else:
                graph.add_edge(
                    row.a, row.b, weight=row.weight, layer=row.layer, agreements={row.agreement}
                )
        return graph

    def name(self, organization: str, language: str) -> str:
        """Name an organization as a reader of a language knows it."""
        table = self.tables["organizations"].set_index("id")
        row = table.loc[organization]
        names = [row["name_zh"], row["name_en"]]
        first, second = names if language == "zh" else names[::-1]
        return str(first or second or organization)


def table_of(package: Path, name: str) -> pd.DataFrame:
    """Read a table of a package with all columns that it may have."""
    declared = json.loads(SCHEMA.read_text(encoding="utf-8"))["resources"]
    resource = next(each for each in declared if each["name"] == name)
    columns = [column["name"] for column in resource["schema"]["fields"]]
    return read(package / f"{name}.csv").reindex(columns=columns, fill_value="").fillna("")


def kept(table: pd.DataFrame, name: str, fallen: pd.DataFrame) -> pd.DataFrame:
    """Leave out the rows that the report says were merged or rejected; row 1 is the header."""
    if fallen.empty:
        return table
    gone = fallen.loc[fallen["file"] == f"{name}.csv", "row"].astype(int) - 2
    return table.drop(index=gone).reset_index(drop=True)


def read(file: Path) -> pd.DataFrame:
    """Read a CSV file as text; a table that is not there has no rows."""
    if not file.exists():
        return pd.DataFrame(dtype=str)
    return pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
