"""One size of files: what Streamlit lets through is what the screens say and the readers allow."""

import tomllib
from pathlib import Path

from dashboard.usage.file_size import MOST_MEGABYTES

CONFIG = Path(__file__).parents[3] / ".streamlit" / "config.toml"


def test_streamlit_lets_through_what_is_allowed():
    assert tomllib.loads(CONFIG.read_text())["server"]["maxUploadSize"] == MOST_MEGABYTES
