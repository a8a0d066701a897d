"""Names beside the ids of a result's table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from netintl.analyses.result import Result
    from netintl.i18n import Language
    from netintl.network.network import Network


def with_names(result: Result, network: Network, language: Language) -> pd.DataFrame:
    """Return a result's table with a column of names behind each column of organization ids."""
    table = result.table.copy()
    for column in [each.name for each in result.columns if each.names == "organization"]:
        place = list(table.columns).index(column)
        codes = [network.code_of.get(name) for name in table[column]]
        names = ["" if code is None else network.name(code, language) for code in codes]
        table.insert(place + 1, "name" if column == "organization" else f"{column}_name", names)
    return table
