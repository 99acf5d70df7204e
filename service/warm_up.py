"""What the first visitor would wait for, done when the server starts: modules, texts, prices, scripts."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import dashboard
from dashboard.charts.plotly_script import compress_plotly
from dashboard.inputs.link import DEFAULTS
from dashboard.language.texts import LANGUAGES, Texts
from dashboard.screen.components.live_chart import register_scripts
from pricing.book.file import shipped
from pricing.sensitivity.nearest_change import nearest_changes


def warm_up() -> None:
    """Import what the pages import, and make once what is kept from then on."""
    for module in iter_modules(dashboard.__path__, f"{dashboard.__name__}."):
        import_module(module.name)
    for language in LANGUAGES:
        Texts(language)("Months")
    nearest_changes(shipped(), DEFAULTS.scenario)
    compress_plotly()
    register_scripts()
