"""A place to put a file, with its words in the language of the screen.

Streamlit's own words there are English, and why the browser refuses a large file shows in a tooltip only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from string import Template
from typing import Final, TypeVar

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.language.markdown import as_markdown
from dashboard.language.texts import Texts
from dashboard.usage.file_size import MOST_MEGABYTES

FEW_FAULTS: Final = 3
MOST_FAULTS: Final = 1_000
"""More are counted: nobody reads them."""
LIST_PIXELS: Final = 260

F = TypeVar("F")

_TURNS: Final = "upload_turns"
_STYLE: Final = Template("""<style>
.st-key-$place [data-testid=stFileUploaderDropzoneInstructions] { display: none }
.st-key-$place [data-testid=stBaseButton-secondary] p { font-size: 0 }
.st-key-$place [data-testid=stBaseButton-secondary] p::after { content: $choose; font-size: 1rem }
.st-key-$place .refused { display: none; margin: 0.5rem 0 0 }
.st-key-$place:has([data-testid=stFileChip][aria-invalid=true]) .refused { display: block }
</style><p class="refused" role="alert">$refused</p>""")


@dataclass(frozen=True)
class Unusable:
    """What is wrong with a file: the first ``sentences``, and the ``count`` of all things that are."""

    sentences: tuple[str, ...]
    count: int


def upload(
    label: str, texts: Texts, *, key: str, on_change: Callable[[], None] | None = None
) -> UploadedFile | None:
    """Show the place and return the file that lies there; what kind of file it is, its reader says."""
    place = f"{key}_place"
    with st.container(key=place, gap=None):
        file = st.file_uploader(label, key=key, on_change=on_change)
        refused = texts(
            "The file with the red sign was not sent: it is larger than {most} MB, or the connection broke. "
            "Allowed: at most {most} MB.",
            most=MOST_MEGABYTES,
        )
        choose = json.dumps(texts("Choose a file"), ensure_ascii=False)
        st.html(_STYLE.substitute(place=place, choose=choose, refused=escape(refused)))
    return file


def upload_to(label: str, texts: Texts, *, key: str, take: Callable[[str, bytes], None]) -> None:
    """Show the place; ``take`` gets the name and the content of a file, and the place is empty again."""
    turns: dict[str, int] = st.session_state.setdefault(_TURNS, {})
    turn = turns.get(key, 0)
    widget = f"{key}_{turn}"

    def on_change() -> None:
        file = st.session_state.get(widget)
        if file is not None:
            turns[key] = turn + 1
            take(file.name, file.getvalue())

    upload(label, texts, key=widget, on_change=on_change)


def unusable(faults: Sequence[F], sentence: Callable[[F], str]) -> Unusable:
    """Return ``faults``, at most the first `MOST_FAULTS` of them in sentences."""
    return Unusable(tuple(sentence(fault) for fault in faults[:MOST_FAULTS]), len(faults))


def say_unusable(wrong: Unusable, file: str, texts: Texts) -> None:
    """Name what is wrong: in full below each other, as text that is never markup."""
    if wrong.count <= FEW_FAULTS:
        for sentence in wrong.sentences:
            st.error(as_markdown(sentence))
        return
    told = texts(
        "{file} can't be used: {n} things are wrong. Nothing has been changed.", file=file, n=wrong.count
    )
    st.error(as_markdown(told))
    lines, more = list(wrong.sentences), wrong.count - len(wrong.sentences)
    if more:
        lines.append(texts.plural("and {n} more", "and {n} more", more))
    st.code("\n".join(lines), language=None, wrap_lines=True, height=LIST_PIXELS)
