"""An analysis as one object: all that a command, a report, a store, a page must know of it.

The object is light: what computes is imported when it runs, so that ``--help`` loads none of it.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from netintl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netintl.analyses.result import Result
    from netintl.network.network import Network


@dataclass(frozen=True, slots=True)
class Finding:
    """How a row names its finding: the cells of some columns, joined.

    Parts that are empty at the end are left out when ``loose``, such as the other end of a link
    where the row is about an organization alone; when nothing is left the finding is ``whole``.
    """

    columns: tuple[str, ...] = ()
    joint: str = ":"
    loose: bool = False
    whole: str = ""

    def of(self, row: Mapping[Any, Any]) -> str:
        """Name the finding of a row.

        Examples
        --------
        >>> Finding(("country", "industry")).of({"country": "LAO", "industry": "F"})
        'LAO:F'
        >>> link = Finding(("organization", "partner"), ">", loose=True)
        >>> link.of({"organization": "S1", "partner": ""})
        'S1'
        """
        parts = [str(row[name]) for name in self.columns]
        while self.loose and parts and not parts[-1]:
            parts.pop()
        return self.joint.join(parts) or self.whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a report shows of a result: under which caption, which rows, how many.

    Attributes
    ----------
    section
        The section of reports that shows it.
    caption
        What the table is, in English; empty where only the picture is shown.
    only
        Rows that are shown, as a `pandas.DataFrame.query`.
    distinct
        Columns of which each combination is shown once.
    rows
        "few" (ten), "usual" (as the recipe says) or "all". Few rows add to those of another
        result; without any, nothing is said of them.
    counted
        The column whose distinct values are counted as rows; else rows are.
    claims
        Whether the claims of the result are said; those that another result says too are not.
    needs_claim
        The table is shown only when the result has this claim.
    none
        What the section says instead of all that would follow, when the result has no rows.
    """

    section: str
    caption: str = ""
    only: str = ""
    distinct: tuple[str, ...] = ()
    rows: str = "usual"
    counted: str = ""
    claims: bool = True
    needs_claim: str = ""
    none: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """Why an organization that a result names is worth a look, as the offline page says it.

    Attributes
    ----------
    sentence
        What is said, in English, with ``{n}`` for the figure.
    figure
        The column of the figure.
    only
        Rows that are worth it, as a `pandas.DataFrame.query`.
    """

    sentence: str
    figure: str
    only: str


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """One question about a network, and everything that follows from asking it.

    Attributes
    ----------
    name
        The one name it has everywhere: table, picture, ``--show``, section, finding, API.
    question
        What it answers, in English; gettext has the Chinese.
    home
        Module below ``netintl.analyses`` whose ``find_<name>`` answers it.
    command
        The command that shows it.
    finding
        How a row names its finding, as ``reasons`` of the result do.
    draws
        Random draws unless told otherwise, by argument: one setting for all who run it.
    large
        Whether its draws are left out on very large networks unless asked for.
    step
        What is said while it runs, where that takes long.
    shown
        What a report shows of it.
    highlight
        What the page says of organizations that it names.
    pictures
        Pictures that go with it, see `netintl.pictures.registry`.
    compared, key
        Figures that ``compare`` and ``scenario`` hold side by side, and what names a row there.
    stored
        Whether its rows become findings in the store.
    of_one
        Whether it is about one organization.
    """

    name: str
    question: str
    home: str
    command: str
    finding: Finding = Finding()
    draws: Mapping[str, int] = field(default_factory=dict)
    large: bool = False
    step: str = ""
    shown: Shown | None = None
    highlight: Highlight | None = None
    pictures: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    stored: bool = False
    of_one: bool = False

    @property
    def function(self) -> str:
        """Name of the function that answers it, in its module and in the public API."""
        return f"find_{self.name}"

    @property
    def option(self) -> str:
        """Its name as a value of ``--show``."""
        return self.name.replace("_", "-")

    def question_text(self) -> str:
        """Return the question in the current language."""
        return _(self.question)

    @cached_property
    def find(self) -> Callable[..., Result]:
        """Import what answers the question."""
        module = import_module(f"netintl.analyses.{self.home}")
        found: Callable[..., Result] = getattr(module, self.function)
        return found

    @cached_property
    def arguments(self) -> frozenset[str]:
        """Names of the options it takes."""
        return frozenset(inspect.signature(self.find).parameters)

    def run(
        self,
        network: Network,
        organization: str | None = None,
        *,
        drawn: bool = True,
        **settings: Any,
    ) -> Result:
        """Answer the question with the draws that everybody uses, unless others are asked for.

        Parameters
        ----------
        organization
            Id of the organization, for an analysis of one.
        drawn
            Whether to draw at all where nothing is said of it.
        settings
            Options; those the analysis does not take, and those that are None, are left aside.
        """
        from netintl.analyses.draws.draw import affordable, default_runs  # noqa: PLC0415 - loads NumPy

        options = {
            name: value
            for name, value in settings.items()
            if value is not None and name in self.arguments
        }
        for name, runs in self.draws.items():
            usual = affordable(network, default_runs(runs)) if self.large else default_runs(runs)
            options.setdefault(name, usual if drawn else 0)
        subject = (organization,) if self.of_one else ()
        return self.find(network, *subject, **options)
