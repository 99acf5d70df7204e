"""Anything that a link may say, as a hypothesis strategy."""

from datetime import date

from hypothesis import strategies as st

from dashboard.inputs.link import LinkInputs, fitted, with_table
from dashboard.inputs.shapes import SHAPES
from dashboard.language.texts import LANGUAGES
from pricing.scenario import TIER_BASES

MONTH_STARTS = st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(lambda day: day.replace(day=1))
TABLES = st.lists(st.integers(0, 10_000_000_000), min_size=1, max_size=12).map(tuple)
PLAIN = st.builds(
    LinkInputs,
    calls=st.integers(0, 10_000_000_000),
    months=st.integers(1, 12),
    shape=st.sampled_from([shape for shape in SHAPES if shape != "table"]),
    qps=st.integers(0, 1_000_000),
    days=st.integers(0, 366),
    peak_month=st.integers(1, 12),
    materials=st.integers(0, 1_000_000),
    activities=st.integers(1, 100_000),
    basis=st.sampled_from(TIER_BASES),
    free=st.booleans(),
    start=st.none() | MONTH_STARTS,
    lang=st.none() | st.sampled_from(LANGUAGES),
)
INPUTS = st.one_of(PLAIN, st.builds(with_table, PLAIN, TABLES)).map(lambda inputs: fitted(inputs)[0])
