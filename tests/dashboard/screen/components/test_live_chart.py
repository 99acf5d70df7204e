"""What a live chart sends to the browser, and how a test of a page reads it back."""

import base64
import json
import math
from datetime import date
from decimal import Decimal

import numpy as np
import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.charts import plotly_script
from dashboard.screen.components.live_chart import chart_payload, live_chart, read_payload


def sent(figure, **options):
    return read_payload(chart_payload(figure, "alt", **options))


def page() -> None:
    import streamlit as st  # noqa: PLC0415  (AppTest runs this function as a script)

    from dashboard.screen.components.live_chart import live_chart  # noqa: PLC0415

    slope = st.slider("Slope", 0, 10, 5)
    figure = {"data": [{"type": "scatter", "y": [0, slope]}]}
    st.text(live_chart(figure, key="line", alt=f"Slope {slope}", on_select="rerun"))


def charts(app: AppTest) -> list[dict]:
    assert not app.exception
    return [read_payload(node.proto.bytes) for node in app.get("bidi_component")]


def test_page_s_charts_can_be_read_back():
    for _ in range(2):  # each AppTest has its own registry of components
        app = AppTest.from_function(page).run()
        (chart,) = charts(app)
        assert (chart["alt"], chart["selectable"]) == ("Slope 5", True)
        assert app.text[0].value == "None"
        (chart,) = charts(app.slider[0].set_value(7).run())
        assert chart["alt"] == "Slope 7"
        assert chart["figure"] == {"data": [{"type": "scatter", "y": [0, 7]}], "layout": {}}


def test_settings(monkeypatch):
    monkeypatch.setattr(plotly_script, "_served", set())  # as in a process that serves no route for it
    settings = sent({"data": []}, name="map", height=240, locale="zh-CN")
    expected = {
        "alt": "alt",
        "name": "map",
        "height": 240,
        "locale": "zh-CN",
        "selectable": False,
        "script": None,
    }
    assert settings == {**expected, "figure": {"data": [], "layout": {}}}


def test_figure_and_its_dict_are_the_same_and_have_no_template():
    figure = go.Figure(go.Bar(x=["a", "b"], y=[1, 2]), layout={"title": {"text": "Cost"}})
    assert "template" in figure.layout
    assert chart_payload(figure, "alt") == chart_payload(figure.to_dict(), "alt")
    assert sent(figure)["figure"]["layout"] == {"title": {"text": "Cost"}}
    assert "template" in figure.layout


def test_payload_is_two_lines_whatever_the_texts():
    payload = chart_payload({"data": [{"name": "两行\n</script>"}]}, "one\ntwo")
    assert payload.count(b"\n") == 1
    assert "两行".encode() in payload
    assert read_payload(payload)["figure"]["data"][0]["name"] == "两行\n</script>"


@pytest.mark.parametrize(
    ("array", "dtype"),
    [
        (np.array([1, 2, 3]), "i4"),
        (np.array([0, 2**31 - 1, -(2**31 - 1)]), "i4"),
        (np.array([0, 2**31]), "f8"),
        (np.array([1.5, math.nan]), "f8"),
        (np.array([[1.5, 2.5], [3.5, 4.5], [5.5, 6.5]]), "f8"),
        (np.array([[True], [False]]), None),
        (np.array([]), None),
    ],
)
def test_arrays_of_numbers_are_typed(array, dtype):
    (trace,) = sent({"data": [{"z": array}]})["figure"]["data"]
    if dtype is None:
        assert trace["z"] == array.tolist()
        return
    assert trace["z"]["dtype"] == dtype
    assert trace["z"].get("shape", "") == ("" if array.ndim == 1 else "3, 2")
    read = np.frombuffer(base64.b64decode(trace["z"]["bdata"]), dtype="<" + dtype).reshape(array.shape)
    np.testing.assert_array_equal(read, array)


def test_values_of_python_s_own_types():
    values = [Decimal("0.1"), date(2026, 3, 1), math.inf, np.float64(2.5), None]
    (trace,) = sent({"data": [{"y": values}]})["figure"]["data"]
    assert trace["y"] == [0.1, "2026-03-01", None, 2.5, None]


def test_payload_is_smaller_than_plotly_s_own():
    figure = go.Figure(go.Scatter(x=np.arange(60), y=np.arange(60) * 1.37, name="万次"))
    assert len(chart_payload(figure, "alt")) < len(figure.to_json()) / 4
    json.loads(chart_payload(figure, "alt").split(b"\n")[1])


def test_nothing_is_drawn_without_a_server():
    assert live_chart({"data": []}, key="none", alt="nothing") is None
