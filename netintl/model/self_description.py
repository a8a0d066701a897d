"""What a package says of itself in ``datapackage.json``: its title, its labels, its policy."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NO_POLICY: Final = "none"
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfDescription:
    """The name of a package and its own words.

    Attributes
    ----------
    titles
        What the package is called, by language; one language may be missing, or both.
    kinds
        What kinds of organizations are called, by code and language.
    policy
        ``none``, the name of a rule file in its folder, or nothing where the package says nothing.
    rules
        Where that rule file stands.
    """

    titles: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    kinds: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: _NOTHING)
    policy: str = ""
    rules: Path | None = None

    def __bool__(self) -> bool:
        return bool(self.titles or self.kinds or self.policy)

    def title(self, language: str) -> str:
        """Return the title in a language, else in the other one, else nothing.

        Examples
        --------
        >>> SelfDescription(titles={"zh": "伙伴"}).title("en"), SelfDescription().title("en")
        ('伙伴', '')
        """
        return in_language(self.titles, language)

    def over(self, other: SelfDescription) -> SelfDescription:
        """Lay one description over another, which keeps what this one does not say.

        Examples
        --------
        >>> first = SelfDescription(titles={"en": "A"})
        >>> first.over(SelfDescription(titles={"en": "B"}, policy="none")).descriptor()
        {'title': {'en': 'A'}, 'policy': 'none'}
        """
        return SelfDescription(
            titles=self.titles or other.titles,
            kinds={**other.kinds, **self.kinds},
            policy=self.policy or other.policy,
            rules=self.rules if self.policy else other.rules,
        )

    def descriptor(self) -> dict[str, Any]:
        """Return what stands in ``datapackage.json`` for it.

        A title that is the same in both languages, or in one alone, is a text.
        """
        found: dict[str, Any] = {}
        if self.titles:
            same = len(self.titles) > 1 and len(set(self.titles.values())) == 1
            found["title"] = next(iter(self.titles.values())) if same else dict(self.titles)
        if self.kinds:
            found["labels"] = {"kinds": {code: dict(words) for code, words in self.kinds.items()}}
        if self.policy:
            found["policy"] = self.policy
        return found


def in_language(words: Mapping[str, str], language: str) -> str:
    """Return the word of a language, else that of the other one, else nothing."""
    return words.get(language) or next(iter(words.values()), "")
