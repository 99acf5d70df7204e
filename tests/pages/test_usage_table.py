"""The usage table: what was read is shown, used when told to, and undone; in both languages."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.inputs.link import LinkInputs
from dashboard.language.markdown import as_markdown
from dashboard.screen.widgets.upload import MOST_FAULTS
from dashboard.usage.reading import read_usage
from tests.dashboard.usage.files import BAD, days, lines, workbook

FIRST = date(2030, 1, 1)  # a month to come, whenever the test runs
TABLE = days(FIRST, 59, 1000, qps=lambda day: 40 + day % 15)
"""40 to 54 QPS, over and over: above 50 are 8 days of January and 7 of February."""
LANGUAGES = pytest.mark.parametrize("lang", ["en", "zh"])


def sidebar_and_dialog() -> None:
    """Draw the sidebar, and beside it what the dialog holds: AppTest shows no dialog."""
    import dashboard.screen.one_run_at_a_time  # noqa: F401, PLC0415  only the body of this function is run
    from dashboard.screen.session import open_link  # noqa: PLC0415
    from dashboard.screen.sidebar.sidebar import sidebar  # noqa: PLC0415
    from dashboard.screen.sidebar.usage_dialog import usage_body  # noqa: PLC0415

    usage_body(sidebar(open_link()))


def opened(content: bytes, name: str = "usage.csv", **link: str) -> AppTest:
    """Return the screen with the file in its place."""
    app = AppTest.from_function(sidebar_and_dialog, default_timeout=30)
    for key, value in link.items():
        app.query_params[key] = value
    app.run()
    app.get_by_key("usage_file").set_value((name, content, "application/octet-stream")).run()
    assert not app.exception
    return app


def inputs(app: AppTest) -> LinkInputs:
    return app.session_state["link_inputs"]


def link(app: AppTest) -> dict[str, str]:
    return {name: "".join(value) for name, value in app.query_params.items()}


def box(app: AppTest, name: str):
    """Return the select box ``name``; what follows in its key tells the file."""
    return next(each for each in app.selectbox if each.key and each.key.partition(" ")[0] == name)


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button if button.key}


def words(app: AppTest) -> str:
    return "\n".join(element.value for element in app.markdown)


@LANGUAGES
def test_what_was_read_is_shown_and_nothing_is_changed(lang):
    app = opened(TABLE, lang=lang)
    months = next(frame.value for frame in app.dataframe if list(frame.value.columns) == [
        "month", "calls", "peak_qps", "peak_days", "rows"])  # fmt: skip
    assert months["calls"].tolist() == [31_000, 28_000]
    assert months["peak_days"].tolist() == [8, 7]
    said = "January 2030 to February 2030" if lang == "en" else "2030年1月至2030年2月"
    assert said in words(app)
    assert "15" in words(app)
    assert inputs(app).shape == "steady"
    assert link(app) == {"lang": lang}  # the browser of these tests asks for neither


@LANGUAGES
def test_the_figures_are_used_when_told_to_and_undone(lang):
    app = opened(TABLE, lang=lang, materials="31", qps="200")
    before = inputs(app)
    app.get_by_key("usage_use").click().run()
    assert not app.exception
    assert link(app) == {
        "lang": lang, "shape": "table", "table": "31000 28000", "qps": "54", "start": "2030-01",
        "materials": "31",
    }  # fmt: skip
    assert "usage.csv" in words(app)

    app.get_by_key("usage_undo").click().run()
    assert not app.exception
    assert inputs(app) == before
    assert "usage_undo" not in keys(app)


def test_undo_leaves_what_was_changed_besides():
    app = opened(TABLE)
    app.get_by_key("usage_use").click().run()
    app.get_by_key("materials_box").set_value("90").run()
    app.get_by_key("usage_undo").click().run()
    assert inputs(app) == LinkInputs(materials=90)


def test_a_second_click_on_undo_changes_nothing():
    app = opened(TABLE)
    app.get_by_key("usage_use").click().run()
    used = inputs(app)
    del app.session_state["usage_taken"]  # the first click took it
    app.get_by_key("usage_undo").click().run()
    assert not app.exception
    assert inputs(app) == used


def test_there_is_nothing_to_undo_once_the_demand_is_another():
    app = opened(TABLE)
    app.get_by_key("usage_use").click().run()
    next(slider for slider in app.slider if slider.key.startswith("months_slider")).set_value(3).run()
    assert "usage_undo" not in keys(app)
    assert "usage.csv" not in words(app)


@LANGUAGES
@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_can_t_be_used(name, lang):
    content, said = BAD[name]
    app = opened(content, name, lang=lang)
    [error] = app.error
    if lang == "en":
        assert as_markdown(said) in error.value or said in error.value
    else:
        assert "应" in error.value or "允许" in error.value
        assert "allowed" not in error.value
    assert "usage_use" not in keys(app)
    assert inputs(app).shape == "steady"


def test_every_one_of_many_bad_rows_is_named_as_plain_text():
    app = opened(lines("date,calls", *(f"2026-11-{day:02},[x](http://y)" for day in range(1, 31))))
    [error] = app.error
    assert "30 things are wrong" in error.value
    assert len(app.code[0].value.split("\n")) == 30
    assert app.code[0].value.startswith("Line 2, column “calls”: '[x](http://y)' is not a whole number")


def test_of_very_many_bad_rows_the_first_are_named_and_the_others_counted():
    app = opened(lines("date,calls", *(f"x{row},5" for row in range(MOST_FAULTS + 500))))
    [error] = app.error
    assert "1,500 things are wrong" in error.value
    named = app.code[0].value.split("\n")
    assert (len(named), named[-1]) == (MOST_FAULTS + 1, "and 500 more")


def test_the_name_of_a_file_is_no_markup_while_it_is_read(monkeypatch):
    said = []
    monkeypatch.setattr("streamlit.spinner", lambda text: said.append(text) or nullcontext())
    opened(TABLE, "**a** www.b.c.csv")
    assert said == [as_markdown("Reading **a** www.b.c.csv ...")]


def test_markup_in_headings_and_names_is_shown_as_it_is():
    app = opened(lines("date,calls,<b>*x*</b>", "2030-01-02,5,1"), "**a** :red[b].csv")
    assert r"\<b\>\*x\*\</b\>" in words(app)
    app.get_by_key("usage_use").click().run()
    assert r"\*\*a\*\*" in words(app)


def test_of_many_months_a_window_is_chosen():
    app = opened(days(FIRST, 430, 10))
    assert box(app, "usage_begin").value == 2  # 15 months, the last cut short: the 3rd to the 14th
    box(app, "usage_begin").set_value(0).run()
    assert "January 2030 to December 2030" in words(app)
    app.get_by_key("usage_use").click().run()
    assert inputs(app).start == FIRST
    assert inputs(app).table == tuple(10 * days for days in (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31))


@pytest.mark.parametrize("chosen", [None, 0])
def test_box_table_and_what_is_taken_are_the_latest_months_of_each_new_file(chosen):
    """14 months, then 30 in the same dialog: what was chosen of the first file says nothing now."""
    app = opened(days(FIRST, 424, 10))  # January 2030 to February 2031
    assert box(app, "usage_begin").value == 2
    if chosen is not None:
        box(app, "usage_begin").set_value(chosen).run()
    second = days(FIRST, 912, 10)  # January 2030 to June 2032
    app.get_by_key("usage_file").set_value(("second.csv", second, "text/csv")).run()
    window = box(app, "usage_begin")
    assert window.options[window.proto.default] == "July 2031 to June 2032"
    assert window.value == 18
    assert "July 2031 to June 2032" in words(app)
    assert app.dataframe[0].value.iloc[0, 0] == "July 2031"
    app.get_by_key("usage_use").click().run()
    assert (inputs(app).start, inputs(app).months) == (date(2031, 7, 1), 12)


def test_the_sheet_of_a_new_file_is_its_first_and_its_months_the_latest():
    one, other = [["date", "calls"], ["2030-01", 5]], [["date", "calls"], ["2030-02", 7]]
    app = opened(workbook(one, other), "a.xlsx")
    box(app, "usage_sheet").set_value("Sheet2").run()
    second = workbook([["date", "calls"], ["2031-03", 9]], other, one)
    app.get_by_key("usage_file").set_value(("b.xlsx", second, "application/octet-stream")).run()
    sheet = box(app, "usage_sheet")
    assert sheet.options[sheet.proto.default] == sheet.value == "Sheet1"
    app.get_by_key("usage_use").click().run()
    assert (inputs(app).table, inputs(app).start) == ((9,), date(2031, 3, 1))


def test_of_several_sheets_one_is_chosen():
    app = opened(workbook([["date", "calls"], ["2030-01", 5]], [["date", "calls"], ["2030-02", 7]]), "a.xlsx")
    assert "January 2030" in words(app)
    box(app, "usage_sheet").set_value("Sheet2").run()
    app.get_by_key("usage_use").click().run()
    assert (inputs(app).table, inputs(app).start) == ((7,), date(2030, 2, 1))


def test_a_file_is_read_once_and_once_more_for_another_sheet(monkeypatch):
    read = []
    monkeypatch.setattr(
        "dashboard.screen.sidebar.usage_dialog.read_usage",
        lambda content, sheet="": read.append(sheet) or read_usage(content, sheet),
    )
    months = [["date", "calls"], ["2030-01", 5]]
    app = opened(workbook(months, months), "a.xlsx")
    first = list(read)
    app.run()
    assert read == first == ["", "Sheet1"]
    box(app, "usage_sheet").set_value("Sheet2").run().run()
    assert read == [*first, "Sheet2"]


def test_the_base_qps_is_that_of_the_sidebar():
    app = opened(TABLE, activities="2")
    assert "there is no peak day" in words(app)
    app.get_by_key("usage_use").click().run()
    assert (inputs(app).qps, inputs(app).days) == (54, 0)
