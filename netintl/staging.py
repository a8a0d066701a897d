"""A folder is filled beside its place and takes it in one step; what a kill leaves is mended.

All that is written goes into a stage, a hidden folder on the same disk, so that a full disk shows
before anything that stands is touched. Then only names change. A stage holds ``new``, what was
written, and meanwhile what it replaces: ``before``, the whole folder, or ``old``, single files of a
folder that must stay where it is. A lock on its mark tells the stage of a run from a leftover.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from netintl.atomic_files import PREFIX, locked, unclaimed, uninterrupted
from netintl.errors import OutputError
from netintl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MARK: Final = "netintl-stage.json"
_NEW, _BEFORE, _OLD, _DONE, _PLAN = "new", "before", "old", "done", "plan.json"
_MOST_FOREIGN: Final = 1_000  # files of others that are worth linking; more stay where they are
_LONGEST: Final = 40  # letters of a name that a stage tells again


@contextmanager
def staged_folder(folder: Path, last: str, *, dropped: Iterable[str] = ()) -> Iterator[Path]:
    """Yield a new folder; when all went well what is in it stands in the one that was named.

    What stands there already and has no namesake in the new folder stays, unless it is dropped.

    Parameters
    ----------
    last
        Name of the files that say a folder is whole: where files are replaced one by one, those
        go first and come last.
    dropped
        Names, from the folder on, of files that need not stay.
    """
    mend(folder)
    place = folder.resolve()
    apart = _may_move(place, last)
    home = place.parent if apart else place
    home.mkdir(parents=True, exist_ok=True)
    stage = home / f"{PREFIX}{place.name[:_LONGEST]}-{secrets.token_hex(4)}"
    try:
        stage.mkdir()
        with locked(stage / MARK) as mark:
            mark.write(json.dumps({"folder": place.name if apart else ""}).encode())
            mark.flush()
            (stage / _NEW).mkdir()
            yield stage / _NEW
            with uninterrupted():
                _take_place(stage, place, last, set(dropped), apart=apart)
    finally:
        _clear(stage, place)


def mend(folder: Path) -> None:
    """Undo what killed runs left of their writing into a folder; a finished one is tidied up."""
    place = folder.resolve()
    for stage in list(chain(_stages(place.parent, place.name), _stages(place, ""))):
        with suppress(OSError), unclaimed(stage / MARK) as free:
            if free:
                _undo(stage, place)
                _clear(stage, place)


def _stages(home: Path, name: str) -> Iterator[Path]:
    """Find the stages that say they belong to a folder; one that was just begun goes."""
    with suppress(OSError):
        for stage in home.glob(f"{PREFIX}*-*/"):
            with suppress(OSError):
                stage.rmdir()
            with suppress(OSError, ValueError, TypeError, KeyError):
                said: Any = json.loads((stage / MARK).read_text(encoding="utf-8") or "{}")
                if said.get("folder", name) == name:
                    yield stage


def _may_move(place: Path, last: str) -> bool:
    """Tell whether a folder may be exchanged: ours or empty, and nobody we know stands in it."""
    if not place.exists():
        return True
    if os.path.ismount(place) or not os.access(place.parent, os.W_OK):
        return False
    with suppress(OSError):  # the current folder may be gone
        if Path.cwd().is_relative_to(place):
            return False
    mine = hasattr(os, "getuid") and place.stat().st_uid == os.getuid()
    ours = (place / last).exists() or any(place.glob(f"*/{last}"))
    return mine and (ours or not any(place.iterdir()))


def _take_place(stage: Path, place: Path, last: str, dropped: set[str], *, apart: bool) -> None:
    fresh, before = stage / _NEW, stage / _BEFORE
    if not place.exists():
        fresh.rename(place)
        return
    _check_kinds(fresh, place)
    if not apart or not _linked(fresh, place, dropped):
        _replace_each(stage, place, last, dropped)
        return
    shutil.copymode(place, fresh)
    try:
        place.rename(before)
    except OSError:  # a layered disk does not move a folder of a lower layer
        _replace_each(stage, place, last, dropped)
        return
    try:
        fresh.rename(place)
    except BaseException:
        before.rename(place)
        raise


def _check_kinds(fresh: Path, place: Path) -> None:
    """Refuse where a file stands for a folder, or a folder for a file."""
    for path in sorted(fresh.rglob("*")):
        there = place / path.relative_to(fresh)
        if there.exists() and there.is_dir() != path.is_dir():
            raise OutputError(
                _("{path} was not written by netintl.").format(path=there),
                cure=_("Choose another folder, or move that file away."),
            )


def _linked(fresh: Path, place: Path, dropped: set[str]) -> bool:
    """Give the new folder what of others is in the old one, as a second name of the same file."""
    wanted = [name for name in _names(place) if name.as_posix() not in dropped]
    wanted = [name for name in wanted if not os.path.lexists(fresh / name)]
    if len(wanted) > _MOST_FOREIGN:
        return False
    try:
        for name in wanted:
            _make_folders((fresh / name).parent)
            os.link(place / name, fresh / name, follow_symlinks=False)
        for path in place.rglob("*/"):  # folders of others may be empty
            _make_folders(fresh / path.relative_to(place))
    except OSError:  # a disk without second names; what was linked goes with the stage
        for name in wanted:
            (fresh / name).unlink(missing_ok=True)
        return False
    return True


def _names(folder: Path) -> list[Path]:
    """List the files of a folder, from the folder on."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir())
    return [path.relative_to(folder) for path in found]


def _make_folders(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)


def _replace_each(stage: Path, place: Path, last: str, dropped: set[str]) -> None:
    """Replace file by file; those that say the folder is whole go first and come last."""
    fresh, old = stage / _NEW, stage / _OLD
    names = sorted(_names(fresh), key=lambda name: (name.name == last, name))
    folders = {parent for name in names for parent in name.parents if parent != Path()}
    plan = {
        "names": [name.as_posix() for name in names],
        "made": sorted(made.as_posix() for made in folders if not (place / made).exists()),
    }
    (stage / _PLAN).write_text(json.dumps(plan), encoding="utf-8")
    old.mkdir()
    try:
        for name in [*reversed(names), *map(Path, sorted(dropped))]:
            if os.path.lexists(place / name):
                _move(place / name, old / name)
        for name in names:
            _move(fresh / name, place / name)
    except BaseException:
        _undo(stage, place)
        raise
    old.rename(stage / _DONE)


def _move(path: Path, target: Path) -> None:
    _make_folders(target.parent)
    path.rename(target)


def _undo(stage: Path, place: Path) -> None:
    """Give back what an unfinished run took; what it had written goes back into its stage.

    A second attempt goes on where a first one was killed.
    """
    fresh, old = stage / _NEW, stage / _OLD
    if (stage / _BEFORE).exists() and not place.exists():
        (stage / _BEFORE).rename(place)
    if not old.exists():
        return
    plan = json.loads((stage / _PLAN).read_text(encoding="utf-8"))
    for name in plan["names"]:
        if not os.path.lexists(fresh / name) and os.path.lexists(place / name):
            _move(place / name, fresh / name)
    for name in _names(old):
        _move(old / name, place / name)
    for made in reversed(plan["made"]):
        with suppress(OSError):  # others may have put something there
            (place / made).rmdir()
    old.rename(stage / _DONE)


def _clear(stage: Path, place: Path) -> None:
    """Remove a stage, its mark last; what could not be given back stays."""
    kept = (stage / _OLD).exists() or ((stage / _BEFORE).exists() and not place.exists())
    if kept or not stage.exists():
        return
    with suppress(OSError):  # the next run tries again
        for path in stage.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != MARK:
                path.unlink()
        (stage / MARK).unlink(missing_ok=True)
        stage.rmdir()
