"""What a section of the report is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from dashboard.files.report.tables import Table


@dataclass(frozen=True)
class Words:
    """Sentences, each a paragraph, or points of a list."""

    kind: ClassVar = "words"
    sentences: tuple[str, ...]
    as_list: bool = False


@dataclass(frozen=True)
class Warnings:
    """Sentences that a reader must know, all in one box."""

    kind: ClassVar = "warnings"
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Labels, each with what stands beside it."""

    kind: ClassVar = "facts"
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Titled:
    """A table, with a heading of its own if need be."""

    kind: ClassVar = "table"
    table: Table
    title: str = ""


@dataclass(frozen=True)
class Chart:
    """A figure of the screens in the colours of paper; ``alt`` says in words what it shows."""

    kind: ClassVar = "chart"
    name: str
    figure: dict[str, Any]
    alt: str

    @property
    def height(self) -> int:
        """In CSS pixels."""
        height: int = self.figure["layout"]["height"]
        return height


Part = Words | Warnings | Facts | Titled | Chart


@dataclass(frozen=True)
class Section:
    """A question of the scenario, and its answer."""

    title: str
    parts: tuple[Part, ...]
