"""What a report is made of, whatever it is written as."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to a place in the report or to an address."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a text, and links behind it."""

    text: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with an anchor that the table of contents points to."""

    text: str
    anchor: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences; ``numbered`` where their order matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption, what it is based on, and an anchor for each row."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[bool, ...]
    basis: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, its text alternative, and how it is drawn for the formats that are wanted."""

    name: str
    title: str
    alternative: str
    svg: str = field(repr=False, default="")
    png: bytes = field(repr=False, default=b"")


Block = Heading | Paragraph | Bullets | Table | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report in one language."""

    title: str
    subtitle: str
    language: str
    blocks: tuple[Block, ...]
    footer: str

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Headings of the table of contents."""
        return tuple(b for b in self.blocks if isinstance(b, Heading) and b.level == 2)  # noqa: PLR2004
