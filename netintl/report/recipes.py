"""Which sections a report has, and how long its tables are: TOML files under reports/recipes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from netintl.errors import UsageError
from netintl.i18n import _
from netintl.model.bundled import bundled
from netintl.model.proposals import offered_names
from netintl.model.self_description import NO_POLICY
from netintl.network.national import has_chinese_schools

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.network.network import Network


@dataclass(frozen=True, slots=True)
class Recipe:
    """A report's title in both languages, its sections in order, rows shown per table.

    ``needs`` names the filter without which the report makes no sense, such as ``countries``.
    """

    name: str
    titles: Mapping[str, str]
    sections: tuple[str, ...]
    rows: int
    needs: str = ""


_NEUTRAL: Final = {"en": "Cooperation network: report", "zh": "合作网络报告"}
_OPTIONS = {
    "countries": "--country",
    "provinces": "--province",
    "organizations": "--organization",
    "brands": "--brand",
}


def checked_recipe(name: str, network: Network) -> Recipe:
    """Read a recipe by name, and refuse one whose view was not taken.

    Raises
    ------
    UsageError
        When there is no such recipe, or the network is not narrowed as it needs, or to several
        organizations.

    Notes
    -----
    A package that names itself names its reports. Of a network that is not one of Chinese schools
    the report has a neutral title else, and no section on policy unless the package names rules.
    """
    recipe = _framed(read_recipe(name), network)
    if recipe.needs and not network.settings.get(recipe.needs):
        raise UsageError(
            _("The recipe {name} needs {option}.").format(
                name=recipe.name, option=_OPTIONS[recipe.needs]
            ),
            cure=_("Say which, or take the recipe national."),
        )
    if recipe.needs == "organizations" and len(network.settings["organizations"]) > 1:
        raise UsageError(
            _("The recipe {name} is about one organization.").format(name=recipe.name),
            cure=_("Give --organization once."),
        )
    return recipe


def _framed(recipe: Recipe, network: Network) -> Recipe:
    """Call a report by what its package says it is, with the policy that is about it."""
    described, chinese = network.described, has_chinese_schools(network)
    titles = recipe.titles if chinese else _NEUTRAL
    if described.titles:
        titles = {language: described.title(language) for language in titles}
    judged = described.policy != NO_POLICY if chinese else described.rules is not None
    sections = tuple(name for name in recipe.sections if judged or name != "progress")
    return replace(recipe, titles=titles, sections=sections)


def recipe_names() -> list[str]:
    """List the recipes that ship with netintl."""
    return sorted(file.stem for file in bundled("recipes").glob("*.toml"))


def read_recipe(name: str) -> Recipe:
    """Read a recipe by name.

    Raises
    ------
    UsageError
        When there is no such recipe.
    """
    if name not in recipe_names():
        raise UsageError(
            _("There is no recipe named {name}.").format(name=name),
            cure=offered_names(name, recipe_names()),
        )
    content = tomllib.loads((bundled("recipes") / f"{name}.toml").read_text(encoding="utf-8"))
    return Recipe(
        name=name,
        titles={"en": content["title_en"], "zh": content["title_zh"]},
        sections=tuple(content["sections"]),
        rows=int(content["rows"]),
        needs=str(content.get("needs", "")),
    )
