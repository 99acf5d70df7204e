"""The copy of the saved scenarios that the browser keeps, and how this visit stays in step with it.

The browser hands over the text that it keeps when the visit begins and whenever another tab has changed it;
each handover has a number. This visit asks for a text to be written, each time under a new number, and says
which handover it builds on: the browser writes only if it still keeps just that, and hands over anew if it
does not. So two tabs never overwrite each other: what both changed since they last agreed (``base``) is
brought together.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final, Literal

from dashboard.questions.scenarios.saved import MOST, Saved, Scenarios, Shelf, merged
from dashboard.questions.scenarios.stored_text import Stored, read_text, write_text

UNDAMAGED: Final = Stored()
Trouble = Literal["", "blocked", "full"]
"""Why nothing is kept: the browser's storage is closed to the page, or has no more room."""


@dataclass(frozen=True)
class KeptCopy:
    """What the browser keeps as far as this visit knows.

    ``taken`` is the number of the last handover, 0 before the first; ``asked`` and ``answered`` are those of
    the last write. ``text`` is what is to be written, until the browser has answered. ``stored`` tells of
    damage; ``rescue``: what the browser keeps is to be put aside before it is overwritten.
    """

    base: Scenarios = ()
    taken: int = 0
    asked: int = 0
    answered: int = 0
    wanted: Scenarios = ()
    text: str | None = None
    trouble: Trouble = ""
    stored: Stored = UNDAMAGED
    rescue: bool = False

    @property
    def is_read(self) -> bool:
        """Whether the browser has told what it keeps."""
        return self.taken > 0

    def in_step(self, scenarios: Scenarios) -> KeptCopy:
        """Return the copy that asks for ``scenarios`` to be written where the browser has others."""
        if scenarios == (self.base if self.text is None else self.wanted):
            return self
        return replace(self, asked=self.asked + 1, wanted=scenarios, text=write_text(scenarios))

    def answer(self, number: int, trouble: Trouble) -> KeptCopy:
        """Return the copy after the browser has written, or could not write, what was asked for."""
        if number != self.asked:
            return self
        if trouble or self.text is None:  # there is none any more: a handover has overtaken the answer
            return replace(self, answered=number, trouble=trouble)
        return replace(self, answered=number, base=self.wanted, text=None, trouble="", rescue=False)


def handed_over(
    copy: KeptCopy, shelf: Shelf, number: int, text: str | None, trouble: Trouble = ""
) -> tuple[KeptCopy, Shelf]:
    """Return the copy and the shelf after a handover; ``text`` None means that the browser keeps nothing.

    That somebody emptied the browser's storage takes nothing from this visit: its scenarios are kept anew.
    What finds no room in the list is of the browser's, and put aside like what can't be read.
    """
    if trouble or text is None:
        copy = replace(copy, taken=number, trouble=trouble, base=(), wanted=(), text=None, rescue=False)
        return (copy if trouble else copy.in_step(shelf.scenarios)), shelf
    stored = read_text(text)
    known = () if stored.damage else copy.base
    scenarios = merged(known, shelf.scenarios, stored.scenarios)
    over = len(scenarios) - MOST
    if over > 0:
        scenarios = _without_last_of(set(stored.scenarios) - set(shelf.scenarios), scenarios, over)
        stored = replace(stored, damage="in_part", lost=stored.lost + over)
    copy = replace(
        copy,
        base=stored.scenarios,
        taken=number,
        wanted=(),
        text=None,
        trouble="",
        stored=stored if stored.damage else copy.stored,
        rescue=bool(stored.damage),
    )
    if stored.damage:  # the damaged text is put aside at once, in favour of what could be read
        copy = replace(copy, asked=copy.asked + 1, wanted=scenarios, text=write_text(scenarios))
    return copy.in_step(scenarios), replace(shelf, scenarios=scenarios)


def _without_last_of(some: Collection[Saved], scenarios: Scenarios, count: int) -> Scenarios:
    """Return ``scenarios`` without the last ``count`` of those that are among ``some``."""
    left_out = set([each for each in scenarios if each in some][-count:])
    return tuple(each for each in scenarios if each not in left_out)
