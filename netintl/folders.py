"""A folder of ours that appears whole, and what of ours it may replace."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from netintl.errors import OutputError
from netintl.i18n import _
from netintl.staging import mend, staged_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LIST: Final = "netintl-files.json"
_NAME: Final = re.compile(r"[\w-]+\.\w+")


def check_folder(folder: Path, *, force: bool) -> None:
    """Refuse a folder that holds something, unless ours may be replaced.

    Raises
    ------
    OutputError
        When something is there and ``force`` is not given, or it is no folder.
    """
    with explained(folder):
        mend(folder)
        if folder.exists() and any(folder.iterdir()) and not force:
            raise OutputError(
                _("{path} exists already.").format(path=folder),
                cure=_("Choose another folder, or add --force to replace it."),
            )


@contextmanager
def whole_folder(folder: Path, last: str, *, force: bool) -> Iterator[Path]:
    """Yield a new folder, which becomes the one that was named when all went well.

    What of a folder that is there already netintl did not write stays. A folder that has the file
    named ``last`` is whole.

    Raises
    ------
    OutputError
        When a file cannot be written, or stands there and is not ours.
    """
    check_folder(folder, force=force)
    with explained(folder):
        ours = _ours(folder)
        with staged_folder(folder, last, dropped=ours) as fresh:
            yield fresh
            names = sorted(path.name for path in fresh.iterdir())
            for name in names:
                if (folder / name).exists() and name not in ours:
                    raise OutputError(
                        _("{path} was not written by netintl.").format(path=folder / name),
                        cure=_("Choose another folder, or move that file away."),
                    )
            (fresh / LIST).write_text(_listed(names), encoding="utf-8")


def _ours(folder: Path) -> set[str]:
    """Return the names of the files that netintl wrote into a folder."""
    try:
        names = set(json.loads((folder / LIST).read_text(encoding="utf-8"))["files"])
    except FileNotFoundError:
        return set()
    except (ValueError, KeyError, TypeError) as problem:
        raise OutputError(
            _("{path} was not written by netintl.").format(path=folder / LIST),
            cure=_("Choose another folder, or move that file away."),
        ) from problem
    return {name for name in names if _NAME.fullmatch(str(name))}


def _listed(names: Sequence[str]) -> str:
    return json.dumps({"files": sorted(set(names))}, indent=1) + "\n"


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Tell in one sentence what the disk refuses.

    Raises
    ------
    OutputError
        In place of any error of the system.
    """
    try:
        yield
    except OSError as problem:
        raise OutputError(
            _("{path} cannot be written: {reason}.").format(
                path=folder, reason=problem.strerror or problem
            ),
            cure=_("Check the folder, your rights and the free space on the disk."),
        ) from problem
