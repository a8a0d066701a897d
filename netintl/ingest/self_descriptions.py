"""What a package says of itself, read from the ``datapackage.json`` in its folder."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from netintl.errors import InputError, UsageError
from netintl.i18n import LANGUAGES, _
from netintl.ingest.issues import IssueLog
from netintl.model.limits import limits
from netintl.model.schema import declaration
from netintl.model.self_description import NO_POLICY, SelfDescription
from netintl.model.vocabularies import vocabulary
from netintl.settings_files import read_limited

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE: Final = "datapackage.json"
# Of the data that ship with netintl, whose reports are called by their recipes.
_BUNDLED: Final = "Cooperation of Chinese vocational schools, overseas colleges and enterprises"


def read_self_description(place: Path, log: IssueLog | None = None) -> SelfDescription:
    """Read what a package says of itself; what it cannot say is a located issue and left aside.

    Parameters
    ----------
    place
        A folder; a package of one file says nothing.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = Path(tempfile.mkdtemp())
    >>> _written = (folder / "datapackage.json").write_text('{"title": "Partners of the north"}')
    >>> read_self_description(folder).title("zh")
    'Partners of the north'
    """
    file = place / FILE
    if not file.exists():
        return SelfDescription()
    return _Reader(IssueLog() if log is None else log).description(file)


def titled(title: str) -> SelfDescription:
    """Describe a package by the title that a user gives; by nothing where there is none.

    Raises
    ------
    UsageError
        When it is too long for a title.

    Examples
    --------
    >>> titled(" Partners").descriptor(), titled(" ").descriptor()
    ({'title': 'Partners'}, {})
    """
    plain, most = _plain(title), limits()["title"]
    if len(plain) > most:
        raise UsageError(
            _("The title has {n} characters; {most} are the limit of {name}.").format(
                n=len(plain), most=most, name="title"
            ),
            cure=_("Give a shorter one."),
        )
    return SelfDescription(titles=dict.fromkeys(LANGUAGES, plain) if plain else {})


def carried(described: SelfDescription) -> tuple[SelfDescription, dict[str, str]]:
    """Return a description for another folder, and the rule file that goes along with it.

    Raises
    ------
    InputError
        When the rule file can no longer be read.

    Examples
    --------
    >>> found, files = carried(SelfDescription(policy="none"))
    >>> found.policy, files
    ('none', {})
    """
    if described.rules is None:
        return described, {}
    own = described.rules.name
    name = own if own.endswith(".toml") else "policy.toml"  # no table, and no descriptor
    text = read_limited(described.rules).decode("utf-8-sig", "replace")
    return replace(described, policy=name), {name: text}


class _Reader:
    """Takes from a descriptor what is right, and notes what is not."""

    def __init__(self, log: IssueLog) -> None:
        self.log = log

    def description(self, file: Path) -> SelfDescription:
        try:
            raw = json.loads(read_limited(file).decode("utf-8-sig"))
        except InputError as problem:
            self.log.add("FIL030", FILE, value=str(problem))
            return SelfDescription()
        except (ValueError, RecursionError) as problem:
            self.log.add("FIL030", FILE, value=str(problem) or type(problem).__name__)
            return SelfDescription()
        if not isinstance(raw, dict):
            self.log.add("FIL030", FILE, value=_shown(raw))
            return SelfDescription()
        policy, rules = self._policy(raw.get("policy", ""), file.parent)
        return SelfDescription(
            titles=self._title(raw), kinds=self._kinds(raw), policy=policy, rules=rules
        )

    def _title(self, raw: Mapping[str, Any]) -> Mapping[str, str]:
        stated = raw.get("title", "")
        if stated in ("", declaration()["title"], _BUNDLED):  # nobody has named the package
            return {}
        beside = raw.get("title_zh", "")
        if isinstance(stated, str) and beside not in ("", declaration()["title_zh"]):
            stated = {"en": stated, "zh": beside}
        return self._words("title", stated, limits()["title"])

    def _kinds(self, raw: Mapping[str, Any]) -> Mapping[str, Mapping[str, str]]:
        labels = raw.get("labels", {})
        if not isinstance(labels, dict):
            self._wrong("labels", labels)
            return {}
        for name in labels.keys() - {"kinds"}:
            self._wrong(f"labels.{name}", labels[name])
        kinds = labels.get("kinds", {})
        if not isinstance(kinds, dict):
            self._wrong("labels.kinds", kinds)
            return {}
        found = {}
        for code, stated in kinds.items():
            key = f"labels.kinds.{code}"
            if code not in vocabulary("kinds"):
                self._wrong(key, code)
                continue
            words = self._words(key, stated, limits()["label"])
            if words:
                found[code] = words
        return found

    def _policy(self, stated: Any, folder: Path) -> tuple[str, Path | None]:
        """Return what a package says of policy, and the rule file of its folder that it names."""
        if stated in ("", NO_POLICY):
            return stated, None
        try:
            rules = (folder / stated).resolve()
            inside = rules.is_relative_to(folder.resolve()) and rules.is_file()
        except (TypeError, OSError, ValueError, RuntimeError):
            inside = False
        if not inside:
            self._wrong("policy", stated)
            return "", None
        return stated, rules

    def _words(self, key: str, stated: Any, most: int) -> Mapping[str, str]:
        """Return texts by language; one text is that of both."""
        if isinstance(stated, str):
            plain = self._word(key, stated, most)
            return dict.fromkeys(LANGUAGES, plain) if plain else {}
        if not isinstance(stated, dict):
            self._wrong(key, stated)
            return {}
        for language in stated.keys() - set(LANGUAGES):
            self._wrong(f"{key}.{language}", stated[language])
        words = {n: self._word(f"{key}.{n}", stated[n], most) for n in LANGUAGES if n in stated}
        return {language: word for language, word in words.items() if word}

    def _word(self, key: str, text: Any, most: int) -> str:
        """Return one text without signs that nobody sees; nothing where it is none, or too long."""
        if not isinstance(text, str):
            self._wrong(key, text)
            return ""
        plain = _plain(text)
        if plain != " ".join(text.split()):
            self.log.add("CEL010", FILE, column=key, value=text)
        if len(plain) > most:
            self._wrong(key, plain)
            return ""
        return plain

    def _wrong(self, key: str, value: Any) -> None:
        self.log.add("FIL031", FILE, column=_plain(key), value=_shown(value))


def _plain(text: str) -> str:
    """Leave out what is not seen, such as control signs and marks that turn the writing round."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else type(value).__name__
