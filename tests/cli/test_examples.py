"""The example in the help of every command runs as it stands."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from netintl.cli import cli

DATA = Path(__file__).parents[2] / "data"
# Its output is a script for a shell.
SHELL = "eval"
# These need files of the user's own; those of report run in the README's tours.
NEEDS_MORE = ("import", "scenario", "report", "verify")


def commands(group=cli, names=()):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*names, name))
        else:
            yield " ".join((*names, name)), command


def example_of(command):
    found = re.search(r"Example: (.+)$", command.help, re.MULTILINE | re.DOTALL)
    return " ".join(found[1].split()) if found else None


EXAMPLES = {name: example_of(command) for name, command in commands()}
TRIED = [
    name
    for name, example in EXAMPLES.items()
    if example and name not in NEEDS_MORE and not example.startswith(SHELL)
]


def test_every_command_has_one():
    assert [name for name, example in EXAMPLES.items() if not example] == []


@pytest.fixture(scope="module")
def desk(filled_folder):
    """Return a folder as a user's: other data, a table to import, a store that was pushed."""
    folder = filled_folder().parent
    (folder / "data").symlink_to(DATA)
    for name in ("luban", "programmes"):
        shutil.copytree(DATA / "worked-example", folder / name)
    (folder / "mine").mkdir()
    for file in (*DATA.glob("*.csv"), DATA / "datapackage.json"):
        shutil.copy(file, folder / "mine")
    return folder


@pytest.mark.parametrize("name", TRIED)
def test_it_runs(run, desk, monkeypatch, name):
    example = EXAMPLES[name]
    monkeypatch.chdir(desk)
    monkeypatch.setenv("NETINTL_DATA", str(DATA))
    monkeypatch.setenv("NETINTL_STORE", str(desk / "store"))
    found = run(*shlex.split(example.removeprefix("netintl ")), answer="y\n")
    assert found.code == 0, found.err
