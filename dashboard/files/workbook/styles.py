"""How the cells of the workbook look: few, calm formats, made once each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Literal

import xlsxwriter
from xlsxwriter.format import Format

from dashboard.files.workbook.cells import NUMBER_FORMATS, CellKind

Role = Literal[
    "body",
    "value",
    "strong",
    "total",
    "heading",
    "title",
    "answer",
    "section",
    "note",
    "warning",
    "long",
    "link",
]

INK: Final = "#16202C"
FADED: Final = "#52606D"
LINE: Final = "#CBD5E1"
HEADING: Final = "#E8EDF4"
WARNING: Final = "#FFF4D6"
LINK: Final = "#0B5CAD"

_ROLES: Final[Mapping[Role, Mapping[str, Any]]] = MappingProxyType(
    {
        "body": {},
        "value": {"text_wrap": True},
        "strong": {"bold": True},
        "total": {"bold": True, "top": 1, "top_color": LINE},
        "heading": {"bold": True, "bg_color": HEADING, "bottom": 1, "bottom_color": LINE, "text_wrap": True},
        "title": {"bold": True, "font_size": 16, "text_wrap": True},
        "answer": {"font_size": 13, "text_wrap": True},
        "section": {"bold": True, "font_size": 12},
        "note": {"font_color": FADED, "text_wrap": True},
        "warning": {"bg_color": WARNING, "text_wrap": True},
        "long": {"text_wrap": True},
        "link": {"font_color": LINK, "underline": 1},
    }
)


class Styles:
    """The formats of one workbook, by what a cell is for and what kind of value it holds."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[Role, CellKind], Format] = {}

    def of(self, role: Role, kind: CellKind = "text") -> Format:
        """Return the format, made when it is first asked for."""
        if (role, kind) not in self._made:
            look: dict[str, Any] = {"font_color": INK, "valign": "top", "num_format": NUMBER_FORMATS[kind]}
            if kind in {"text", "date"} or role in {"value", "strong"}:
                look |= {"align": "left"}
            elif role == "heading":
                look |= {"align": "right"}
            if kind in {"text", "date"} and role in {"body", "long", "heading", "total"}:
                look |= {"indent": 1}  # a number may stand close to its left
            self._made[role, kind] = self._book.add_format(look | dict(_ROLES[role]))
        return self._made[role, kind]
