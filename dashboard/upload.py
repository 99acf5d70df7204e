"""A place to put a file, with its words in the language of the screen.

Streamlit's own words there are English, and why the browser refuses a large file shows in a tooltip only.
"""

from __future__ import annotations

import json
from html import escape
from string import Template
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.texts import Texts

MOST_MEGABYTES: Final = 10
"""What .streamlit/config.toml lets through."""

_STYLE: Final = Template("""<style>
.st-key-$place [data-testid=stFileUploaderDropzoneInstructions] { display: none }
.st-key-$place [data-testid=stBaseButton-secondary] p { font-size: 0 }
.st-key-$place [data-testid=stBaseButton-secondary] p::after { content: $choose; font-size: 1rem }
.st-key-$place .refused { display: none; margin: 0.5rem 0 0 }
.st-key-$place:has([data-testid=stFileChip][aria-invalid=true]) .refused { display: block }
</style><p class="refused" role="alert">$refused</p>""")


def upload(label: str, texts: Texts, *, key: str) -> UploadedFile | None:
    """Show the place and return the file that lies there; what kind of file it is, its reader says."""
    place = f"{key}_place"
    with st.container(key=place, gap=None):
        file = st.file_uploader(label, key=key)
        refused = texts(
            "This file was not sent: it is larger than {most} MB, or the connection broke. Allowed: at most "
            "{most} MB.",
            most=MOST_MEGABYTES,
        )
        choose = json.dumps(texts("Choose a file"), ensure_ascii=False)
        st.html(_STYLE.substitute(place=place, choose=choose, refused=escape(refused)))
    return file
