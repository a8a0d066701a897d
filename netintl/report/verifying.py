"""Whether a report still says what its manifest says it said."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from netintl.errors import InputError
from netintl.i18n import _
from netintl.ingest.package import load_package
from netintl.report.manifest import NAME, checksum_of, hash_of


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of a report found.

    ``changed`` and ``missing`` name outputs, ``inputs`` names input files that differ from those
    the report was made from (only when data to compare with were given).
    """

    checked: int
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    inputs: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Tell whether nothing differs."""
        return not (self.changed or self.missing or self.inputs)


def verify(folder: str | Path, *, data: str | Path | None = None) -> Verification:
    """Hash every output of a report and its manifest, and the inputs when ``data`` is given.

    Raises
    ------
    InputError
        When the folder holds no readable manifest.
    """
    folder = Path(folder)
    manifest = _manifest(folder)
    outputs: dict[str, str] = manifest["outputs"]
    changed = [] if manifest.get("checksum") == checksum_of(manifest) else [NAME]
    missing = []
    for name, expected in sorted(outputs.items()):
        file = _inside(folder, name)
        if not file.is_file():
            missing.append(name)
        elif hash_of(file.read_bytes()) != expected:
            changed.append(name)
    inputs = _changed_inputs(manifest, data) if data is not None else ()
    return Verification(len(outputs), tuple(changed), tuple(missing), inputs)


def _manifest(folder: Path) -> dict[str, Any]:
    problem = InputError(
        _("{path} holds no manifest of a netintl report.").format(path=folder),
        cure=_("Name the folder that netintl report wrote."),
    )
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError) as cause:
        raise problem from cause
    if not isinstance(content, dict) or not isinstance(content.get("outputs"), dict):
        raise problem
    return content


def _inside(folder: Path, name: str) -> Path:
    """Return the path of an output; one that leads out of the folder is refused."""
    file = folder / name
    if not file.resolve().is_relative_to(folder.resolve()):
        raise InputError(
            _("The manifest names {name}, which lies outside the report.").format(name=name),
            cure=_("The manifest was altered; make the report again."),
        )
    return file


def _changed_inputs(manifest: dict[str, Any], data: str | Path) -> tuple[str, ...]:
    recorded: dict[str, str] = manifest.get("data", {}).get("files", {})
    found = load_package(data).inputs
    names = sorted(recorded.keys() | found.keys())
    return tuple(name for name in names if recorded.get(name) != found.get(name))
