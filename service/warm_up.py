"""What the first visitor would wait for, done when the server starts: modules, texts, prices, scripts."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import dashboard
from dashboard.link import DEFAULTS
from dashboard.live_chart import register_scripts
from dashboard.plotly_script import compress_plotly
from dashboard.texts import LANGUAGES, Texts
from pricing.nearest_change import nearest_changes
from pricing.price_book_file import shipped


def warm_up() -> None:
    """Import what the pages import, and make once what is kept from then on."""
    for module in iter_modules(dashboard.__path__, f"{dashboard.__name__}."):
        import_module(module.name)
    for language in LANGUAGES:
        Texts(language)("Months")
    nearest_changes(shipped(), DEFAULTS.scenario)
    compress_plotly()
    register_scripts()
