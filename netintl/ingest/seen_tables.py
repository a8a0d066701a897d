"""A table under guess: its columns by label and role, words translated, and what is in doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from netintl.i18n import _, current_language
from netintl.ingest.value_words import meant_code
from netintl.model.places import find_province
from netintl.model.proposals import listed
from netintl.model.vocabularies import vocabulary as vocabulary_terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netintl.ingest.layouts import Layout


# What melting calls its columns; no header is called so.
_MANY: Final = 50  # different words of one column
_SHOWN: Final = 6
YEAR, MARK, OTHER_END, NUMBER = "netintl:year", "netintl:mark", "netintl:column", "netintl:number"


@dataclass(frozen=True, slots=True)
class Party:
    """The columns that tell of one organization of a row: its names, and what is said of it.

    ``key`` is the column of ids where names do not tell organizations apart; ``others`` hold its
    other names. Where its first column lists several, ``sign`` parts them, ``separators`` are all
    signs that do, and ``paired`` columns list what belongs to each of them.
    """

    names: tuple[str, ...]
    side: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    sign: str = ""
    separators: str = ""
    paired: tuple[str, ...] = ()
    const: str = ""
    key: str = ""
    others: tuple[str, ...] = ()

    @property
    def is_named_in_chinese(self) -> bool:
        """Whether the organization is given by name, in Chinese script."""
        return any("\u3400" <= sign <= "\u9fff" for sign in self.const)

    @property
    def is_of_china(self) -> bool:
        """Whether the organization that is given by name is Chinese, by script or first word."""
        first = self.const.split(" ")[0]
        return self.is_named_in_chinese or (first.isalpha() and find_province(first) is not None)


def source_of_file(file: str) -> str:
    """Return the id of the source that stands for a file itself.

    Examples
    --------
    >>> source_of_file("partners 2024.xlsx")
    'file:partners 2024.xlsx'
    """
    return f"file:{file.replace(';', ',')}"


def separators(sign: str) -> str:
    """Return a sign that parts a list, with its wide or narrow form.

    Examples
    --------
    >>> separators(";"), separators("、")
    (';；', '、')
    """
    return next((both for both in (";；", ",，") if sign in both), sign)


class SeenTable:
    """The rows of one table by column, and what was found out about them."""

    def __init__(self, layout: Layout, body: Sequence[Sequence[str]], file: str) -> None:
        self.layout, self.register = layout, source_of_file(file)
        self.columns = {
            label: [row[place] for row in body] for place, label in enumerate(layout.labels)
        }
        self.values: dict[str, dict[str, str]] = {}
        self.doubts: list[str] = []

    @property
    def year(self) -> str:
        """The column that tells the year of counted persons, or nothing."""
        return YEAR if self.layout.shape == "years" else self.first("year")

    def first(self, role: str) -> str:
        """Return the label of the first column of a role, or nothing."""
        return next((self.layout.labels[place] for place in self.layout.places(role)), "")

    def translated(self, vocabulary: str, column: str) -> str:
        """Note what the words of a column mean in a vocabulary; the name of that table."""
        table = {
            text: code
            for text in sorted({*self.columns[column]} - {""})
            if (code := meant_code(vocabulary, text))
        }
        name = f"{vocabulary}: {column}"
        self.values[name] = table
        return name

    def took_unknown(self, vocabulary: str, column: str, code: str) -> None:
        """Take the words of a column that mean nothing for one code, or for unknown, and say so."""
        table = self.values[f"{vocabulary}: {column}"]
        unknown = sorted({*self.columns[column]} - {"", *table})
        if not unknown or len(unknown) > _MANY:
            return  # a column of free texts is not for a table
        table |= dict.fromkeys(unknown, code)
        term = vocabulary_terms(vocabulary).get(code)
        shown, more = listed(unknown[:_SHOWN]), len(unknown) - _SHOWN
        self.doubts.append(
            _(
                "What {words} in {column} means is not known: taken for {kind}; else write its "
                "code under [values] of the mapping."
            ).format(
                words=shown if more <= 0 else _("{words} and {n} more").format(words=shown, n=more),
                column=column,
                kind=term.label(current_language()) if term else _("unknown"),
            )
        )

    def known(self, vocabulary: str, columns: Sequence[str]) -> list[dict[str, Any]]:
        """Return cells for the words of columns that are terms of a vocabulary; others are none."""
        cells = []
        for column in filter(None, columns):
            name = self.translated(vocabulary, column)
            if self.values[name]:
                told = {"column": column, "one_of": sorted(self.values[name])}
                cells.append({"column": column, "values": name, "when": told})
            else:
                del self.values[name]
        return cells
