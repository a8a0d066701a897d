"""Who could become a partner at all: hard filters, before anything is scored."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from netintl.errors import UsageError
from netintl.i18n import _
from netintl.model.fields import majors
from netintl.model.industries import crosswalks, industries, section_of
from netintl.model.vocabularies import vocabulary
from netintl.network.entities import closed
from netintl.network.layers import MODES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from netintl.analyses.matches.acquaintance import Acquaintance
    from netintl.network.network import Network

PARTNER_KINDS: Final = {kind: tuple(other for other in MODES if other != kind) for kind in MODES}
THREE_MODE = ("school_college", "school_enterprise", "college_enterprise")
NO_LEVEL = -1
_CROSSWALK = "weighted"


@dataclass(frozen=True, slots=True)
class Traits:
    """What organizations teach or do, by code: majors, industry sections, level of teaching.

    ``fields`` and ``sections`` are 0/1 matrices over `field_codes` and `section_codes`; a row
    without a mark is unknown. ``levels`` counts from secondary up; -1 is unknown.
    """

    fields: np.ndarray
    sections: np.ndarray
    levels: np.ndarray


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs that pass every filter (``u`` the subject, ``v`` the target), and what was dropped.

    ``dropped`` counts pairs by the first filter they fail.
    """

    u: np.ndarray
    v: np.ndarray
    dropped: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.u)


@cache
def field_codes() -> tuple[str, ...]:
    """Return the majors in the order of the columns of ``Traits.fields``."""
    return tuple(majors())


@cache
def section_codes() -> tuple[str, ...]:
    """Return the sections in the order of the columns of ``Traits.sections``."""
    return tuple(code for code in industries() if code == section_of(code))


@cache
def crosswalk_matrix() -> np.ndarray:
    """Return the weights of the crosswalk from majors (rows) to sections (columns)."""
    rows = crosswalks()[_CROSSWALK]
    return np.array(
        [[rows.get(major, {}).get(s, 0.0) for s in section_codes()] for major in field_codes()]
    )


def organization_traits(network: Network, *, own_fields: bool = True) -> Traits:
    """Collect the fields of each organization and of its agreements, its sections, its level.

    An enterprise with stated industries is known by these alone.

    Parameters
    ----------
    own_fields
        Whether the fields written on the organization itself count. A test on later links leaves
        them out, since they may come from the page that tells of the link.
    """
    marked = marks(network.values("agreements", "fields"), field_codes())
    fields = np.zeros((len(network.ids), len(field_codes())), dtype=bool)
    rows = network.party_rows & ~network.is_membership[network.party_agreement]
    np.logical_or.at(
        fields, network.party_organization[rows], marked[network.party_agreement[rows]]
    )
    if own_fields:
        fields |= marks(network.values("organizations", "fields"), field_codes())
    industries_ = network.values("organizations", "industries")
    sections = marks([[*map(section_of, cell)] for cell in industries_], section_codes())
    sections[network.kinds != "enterprise"] = False
    fields[sections.any(axis=1)] = False
    order = {code: place for place, code in enumerate(vocabulary("levels"))}
    levels = [order.get(cell, NO_LEVEL) for cell in network.organizations["level"]]
    return Traits(fields, sections, np.array(levels, dtype=np.int64))


def field_fit(traits: Traits, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Return how well the fields of each pair go together, 0 to 1; NaN where one is unknown.

    Between two that teach: shared majors over the majors of the narrower one. Between one that
    teaches and an enterprise: the largest weight that the crosswalk gives from one of the majors
    to the sections of the enterprise.
    """
    fit = np.full(len(u), np.nan)
    taught = np.asarray(traits.fields.any(axis=1))
    firm = np.asarray(traits.sections.any(axis=1))
    both = np.asarray(taught[u] & taught[v])
    shared = (traits.fields[u[both]] & traits.fields[v[both]]).sum(axis=1)
    width = traits.fields.sum(axis=1)
    fit[both] = shared / np.minimum(width[u[both]], width[v[both]])
    for teacher, employer in ((u, v), (v, u)):
        here = np.asarray(taught[teacher] & firm[employer])
        fit[here] = _crosswalk_fit(traits, teacher[here], employer[here])
    return fit


def _crosswalk_fit(traits: Traits, teacher: np.ndarray, employer: np.ndarray) -> np.ndarray:
    served = traits.sections @ crosswalk_matrix().T  # share of each major that goes to the firm
    return np.asarray((traits.fields[teacher] * served[employer]).max(axis=1, initial=0.0))


def levels_fit(traits: Traits, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Tell which pairs are not known to be apart by more than one level of teaching.

    A secondary school and a university do not fit; an unknown level does.
    """
    known = (traits.levels[u] != NO_LEVEL) & (traits.levels[v] != NO_LEVEL)
    return np.asarray(~known | (np.abs(traits.levels[u] - traits.levels[v]) <= 1))


def level_unknown(network: Network, traits: Traits, codes: np.ndarray) -> np.ndarray:
    """Mark schools and colleges whose level is unknown; an enterprise has none to know."""
    return np.asarray((traits.levels[codes] == NO_LEVEL) & (network.kinds[codes] != "enterprise"))


def candidates_of(
    network: Network,
    traits: Traits,
    known: Acquaintance,
    subjects: np.ndarray,
    *,
    kinds: Sequence[str] = (),
    countries: Collection[str] = (),
    exclude: Collection[str] = (),
) -> Candidates:
    """Pair each subject with the organizations that could become its partner.

    A target is of another of the three kinds (one of ``kinds``, in one of ``countries``, where
    these are given). It drops out when the two cooperate already, in any data and not only in the
    view, or do so through a parent or a site, or are of one family; when one of them has closed by
    the day of the view; when their levels are known not to fit, or they share no field although
    both are known; when one of them stands for organizations that are not named; or when it is
    excluded by id.

    Raises
    ------
    UsageError
        When an excluded id does not exist.
    """
    pairs = possible_pairs(network, subjects, kinds=kinds, countries=countries)
    return passing(network, traits, known, pairs, exclude)


def possible_pairs(
    network: Network,
    subjects: np.ndarray,
    *,
    kinds: Sequence[str] = (),
    countries: Collection[str] = (),
) -> tuple[np.ndarray, np.ndarray]:
    """Pair each subject with every target of another of the three kinds."""
    targets = np.flatnonzero(wanted_targets(network, kinds, countries))
    u, v = np.repeat(subjects, len(targets)), np.tile(targets, len(subjects))
    three = np.isin(network.kinds.astype(str), MODES)
    partners = three[u] & (network.kinds[u] != network.kinds[v])
    return u[partners], v[partners]


def wanted_targets(
    network: Network, kinds: Sequence[str], countries: Collection[str]
) -> np.ndarray:
    """Mark the organizations of given kinds and countries; all of the three kinds for none."""
    wanted = network.members & np.isin(network.kinds.astype(str), kinds or MODES)
    if countries:
        wanted &= np.isin(network.countries.astype(str), list(countries))
    return np.asarray(wanted)


def passing(
    network: Network,
    traits: Traits,
    known: Acquaintance,
    pairs: tuple[np.ndarray, np.ndarray],
    exclude: Collection[str] = (),
) -> Candidates:
    """Keep the pairs that no hard filter drops; see `candidates_of`."""
    u, v = pairs
    unknown = sorted(set(exclude) - set(network.code_of))
    if unknown:
        raise UsageError(
            _("No organization has the id {name}.").format(name=", ".join(unknown)),
            cure=_("Exclude organizations by their ids; profile and hubs show them."),
        )
    gone = closed(network)
    failures = {
        "linked": known.current.hold(u, v),
        "kin": known.kin.hold(u, v),
        "closed": gone[u] | gone[v],
        "level": ~levels_fit(traits, u, v),
        "field": field_fit(traits, u, v) == 0,
        "placeholder": known.unnamed[u] | known.unnamed[v],
        "excluded": np.isin(network.ids.astype(str), list(exclude))[v],
    }
    return _passing(u, v, failures)


def _passing(u: np.ndarray, v: np.ndarray, failures: Mapping[str, np.ndarray]) -> Candidates:
    left = np.ones(len(u), dtype=bool)
    dropped = {}
    for name, fails in failures.items():
        dropped[name] = int((left & fails).sum())
        left &= ~fails
    return Candidates(u[left], v[left], dropped)


def marks(cells: Sequence[Sequence[str]], codes: Sequence[str]) -> np.ndarray:
    """Turn lists of codes into a 0/1 matrix; other codes are left out."""
    place = {code: number for number, code in enumerate(codes)}
    marked = np.zeros((len(cells), len(codes)), dtype=bool)
    for row, cell in enumerate(cells):
        for part in cell:
            if part in place:
                marked[row, place[part]] = True
    return marked
