"""A mapping file and the files that it includes, checked in shape and laid over each other."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netintl.errors import InputError
from netintl.i18n import _
from netintl.ingest.mapping_shape import SHAPE
from netintl.model.limits import limits
from netintl.settings_files import read_settings

if TYPE_CHECKING:
    from collections.abc import Sequence


def read_layers(path: Path) -> dict[str, Any]:
    """Return what a mapping file says, over what the files say that it includes.

    Includes are files in the folder of the mapping or below it. Of two files that include says,
    the first leads.

    Raises
    ------
    InputError
        When one of them cannot be read or has another shape, lies elsewhere, includes itself, or
        there are more of them than the limits say.
    """
    return _Layers(path).read(path, ())


def layers_of(text: str, path: Path) -> dict[str, Any]:
    """Return what the text of a mapping says that includes nothing; errors name the path."""
    try:
        found: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise wrong_mapping(path, str(problem)) from problem
    wrong = SHAPE("", found)
    if wrong:
        raise wrong_mapping(path, wrong)
    return found


def wrong_mapping(path: Path, what: str) -> InputError:
    """Say what is wrong in a mapping file."""
    return InputError(
        _("The mapping {path} is wrong: {what}.").format(path=path.name, what=what),
        cure=_("Correct the mapping file; data/mappings/luban.toml is an example."),
    )


class _Layers:
    """Reads files by name, and counts how many and how much."""

    def __init__(self, path: Path) -> None:
        self.folder = path.parent.resolve()
        self.count = 0
        self.bytes = 0

    def read(self, path: Path, above: Sequence[Path]) -> dict[str, Any]:
        raw = read_settings(
            path,
            cure=_("Name an existing mapping file with --mapping."),
            example=_("Correct the line named, or start from data/mappings/luban.toml."),
        )
        self._count(path)
        wrong = SHAPE("", raw)
        if wrong:
            raise wrong_mapping(path, wrong)
        includes = raw.pop("include", ())
        for name in [includes] if isinstance(includes, str) else includes:
            beside = self._found(path, name)
            if beside in (*above, path.resolve()):
                raise wrong_mapping(path, _("{name} includes itself").format(name=name))
            raw = _layered(self.read(beside, (*above, path.resolve())), raw)
        return raw

    def _count(self, path: Path) -> None:
        self.count += 1
        self.bytes += path.stat().st_size
        for limit, reached in (("includes", self.count - 1), ("settings", self.bytes)):
            most = limits()[limit]
            if reached > most:
                raise wrong_mapping(
                    path,
                    _("with what it includes it is above {most}, the limit of {name}").format(
                        most=most, name=limit
                    ),
                )

    def _found(self, path: Path, name: str) -> Path:
        try:
            found = (path.parent / name).resolve()
        except (OSError, ValueError, RuntimeError):  # a NUL in it, or links in a circle
            found = Path()
        if Path(name).is_absolute() or not found.is_relative_to(self.folder):
            raise wrong_mapping(
                path, _("include = {name} is not in the folder of the mapping").format(name=name)
            )
        return found


def _layered(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Lay one file over another; sections that both have are joined entry by entry."""
    joined = below | above
    for name, section in below.items():
        if isinstance(section, dict) and name in above:
            joined[name] = section | above[name]
    return joined
