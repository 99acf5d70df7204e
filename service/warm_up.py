"""What the first visitor would wait for, done when the server starts: modules, texts, prices, scripts."""

from __future__ import annotations

import gc
from importlib import import_module
from pkgutil import walk_packages

import dashboard
from dashboard.charts.plotly_script import compress_plotly
from dashboard.inputs.link import DEFAULTS
from dashboard.language.texts import LANGUAGES, Texts
from dashboard.screen.components.live_chart import register_scripts
from pricing.book.file import shipped
from pricing.sensitivity.nearest_change import nearest_changes


def warm_up() -> None:
    """Import what the pages import, and make once what is kept from then on.

    What is there at the end stays for good, so it is frozen: Streamlit collects garbage after each answer,
    which would look through all of it each time.
    """
    for module in walk_packages(dashboard.__path__, f"{dashboard.__name__}."):
        import_module(module.name)
    for language in LANGUAGES:
        Texts(language)("Months")
    nearest_changes(shipped(), DEFAULTS.scenario)
    compress_plotly()
    register_scripts()
    gc.collect()
    gc.freeze()
