"""Every sentence has its Chinese, with the same facts in it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from babel.messages.pofile import read_po

from netintl.i18n import _ as translated
from netintl.i18n import speaking
from netintl.words.sentences import SENTENCES

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "netintl/locale/zh_CN/LC_MESSAGES/netintl.po"


def messages():
    with CATALOGUE.open("rb") as stream:
        return [message for message in read_po(stream) if message.id]


def test_the_catalogue_is_complete_and_compiled() -> None:
    command = [sys.executable, "tools/build_locale.py", "--check"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr


def test_translations_hold_the_same_facts() -> None:
    for message in messages():
        pairs = zip(
            message.id if isinstance(message.id, tuple) else (message.id,),
            message.string if isinstance(message.string, tuple) else (message.string,),
            strict=False,
        )
        for source, target in pairs:
            assert set(re.findall(r"{[^}]*}", source)) == set(re.findall(r"{[^}]*}", target)), (
                source
            )


def test_translations_are_chinese() -> None:
    for message in messages():
        one, said = (
            part if isinstance(part, str) else part[0] for part in (message.id, message.string)
        )
        if re.search(r"[a-z]", re.sub(r"{[^}]*}", "", one)):  # else there is nothing to translate
            assert re.search("[\u4e00-\u9fff]", said), one


def test_every_note_is_said_in_both_languages() -> None:
    for sentence in SENTENCES.values():
        with speaking("zh"):
            assert translated(sentence) != sentence
        with speaking("en"):
            assert translated(sentence) == sentence
