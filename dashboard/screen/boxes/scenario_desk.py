"""What one does with saved scenarios: save the current one, choose some, load, rename, delete, undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import streamlit as st

from dashboard.inputs.link import LinkInputs, fitted
from dashboard.inputs.words import demand_in_words
from dashboard.language.markdown import as_markdown, small_text
from dashboard.language.texts import Texts
from dashboard.questions.scenarios.answer import in_quotes, own_name, told
from dashboard.questions.scenarios.saved import (
    Deed,
    Saved,
    Scenarios,
    added,
    duplicated,
    name_of,
    only,
    renamed,
    saved,
    updated,
    without,
)
from dashboard.questions.scenarios.table import NAMES, ORDERS, Order
from dashboard.screen.boxes.scenario_shelf import change, refuse, refused, shelf, undo
from dashboard.screen.session import keep, kept, key_in, show
from pricing.errors import Fault

_CHOSEN: Final = "scenarios_chosen"
_ORDER: Final = "scenarios_order"
_NAME: Final = "scenario_name"
_NEW_NAME: Final = "scenario_new_name"
_LOADED: Final = "scenario_loaded"
_DRAFTS: Final = "scenario_drafts"
"""What was typed into a box and could not be taken: it stays there."""


def save_box(inputs: LinkInputs, texts: Texts) -> None:
    """Ask for a name, and save the current inputs under it; without one they are named by their figures."""
    draft = _drafts().get(_NAME, "")
    key = show(_NAME, draft)

    def save() -> None:
        current = fitted(kept())[0]
        typed = st.session_state[key]
        name = _name(_NAME, typed if typed.strip() else own_name(current, texts))
        if name is not None:
            before = shelf().scenarios
            after = added(before, [saved(name, current)])
            change("saved", after, after[-1].name)

    with st.form("save_scenario"):
        st.markdown(
            small_text(texts.paragraph(texts("The scenario of the sidebar:"), demand_in_words(texts, inputs)))
        )
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        left.text_input(texts.field("name"), draft, key=key, placeholder=own_name(inputs, texts))
        right.form_submit_button(
            texts("Save this scenario"),
            type="primary",
            icon=":material/bookmark_add:",
            on_click=save,
            width="stretch",
        )


def say_refused(texts: Texts) -> None:
    """Say why the last thing that was asked for was not done."""
    for fault in refused():
        st.error(as_markdown(texts.faults(fault)))


def undo_bar(texts: Texts) -> None:
    """Say what was done last, and offer to take it back."""
    changes = shelf().changes
    if changes:
        with st.container(horizontal=True, vertical_alignment="center", key="undo_bar"):
            st.markdown(as_markdown(told(changes[-1], texts)), width="content")
            st.button(texts("Undo"), key="undo_scenarios", icon=":material/undo:", on_click=undo)


def choose(scenarios: Scenarios, texts: Texts) -> Scenarios:
    """Ask which scenarios are meant, and return them; all, unless some are named."""
    names = [each.name for each in scenarios]
    there = set(names)
    chosen = [name for name in st.session_state.get(_CHOSEN, ()) if name in there]

    def take(wanted: list[str]) -> None:
        st.session_state[_CHOSEN] = wanted

    st.multiselect(
        texts("Choose scenarios"),
        names,
        chosen,
        key=show("scenarios_box", chosen, take),
        placeholder=texts("All scenarios"),
        help=texts("The chart, the table and the files have only these, and the buttons act on them."),
    )
    return only(scenarios, set(chosen)) if chosen else scenarios


def choose_order(texts: Texts) -> Order:
    """Ask for the order of the scenarios, and return it."""
    before: Order = st.session_state.get(_ORDER, ORDERS[0])
    chosen = st.selectbox(
        texts("Order"),
        ORDERS,
        index=ORDERS.index(before),
        format_func=lambda order: texts(NAMES[order]),
        key=key_in(texts, f"{_ORDER}_box"),
    )
    st.session_state[_ORDER] = chosen
    return chosen


def load_button(shown: Scenarios, texts: Texts) -> None:
    """Offer to take the one scenario that is shown into the inputs."""

    def load() -> None:
        keep(replace(shown[0].inputs, lang=kept().lang))
        st.session_state[_LOADED] = shown[0].name
        st.rerun()  # the sidebar as well

    one = len(shown) == 1
    why = None if one else texts("Choose one scenario first")
    _button(texts("Load into the inputs"), "load", load, icon="input", enabled=one, why=why)


def say_loaded(texts: Texts) -> None:
    """Say which scenario was taken into the inputs just now."""
    name = st.session_state.pop(_LOADED, None)
    if name is not None:
        st.toast(as_markdown(texts("{name} is in the sidebar now.", name=in_quotes(name))))


def buttons(everyone: Scenarios, shown: Scenarios, texts: Texts) -> None:
    """Offer what can be done with the scenarios that are shown, ``everyone`` or some of them."""
    names = {each.name for each in shown}
    one, some = len(shown) == 1, len(shown) < len(everyone)
    first, count = shown[0].name, len(shown)

    def do(deed: Deed, changed: Callable[[Scenarios], Scenarios]) -> Callable[[], None]:
        def act() -> None:
            _change(deed, changed(shelf().scenarios), first, count)

        return act

    with st.container(horizontal=True, gap="small"):
        load_button(shown, texts)
        _button(
            texts("Overwrite"),
            "overwrite",
            do("updated", lambda scenarios: updated(scenarios, first, fitted(kept())[0])),
            icon="sync",
            enabled=one,
            why=texts("The scenario of the sidebar takes the place of the one that is chosen"),
        )
        _rename_box(shown, texts)
        _button(
            texts("Duplicate"),
            "duplicate",
            do("duplicated", lambda scenarios: duplicated(scenarios, names)),
            icon="content_copy",
            enabled=one or some,
            why=None if one or some else texts("Choose scenarios first"),
        )
        _button(
            texts("Delete") if one or some else texts("Delete all"),
            "delete",
            do("deleted", lambda scenarios: without(scenarios, names)),
            icon="delete",
        )
        _button(
            texts("Delete all others"),
            "keep",
            do("kept", lambda scenarios: only(scenarios, names)),
            icon="filter_alt",
            enabled=some,
            why=None if some else texts("Choose the scenarios to keep first"),
        )


def add(others: Scenarios) -> None:
    """Put ``others`` at the end of the list: a callback."""
    if others:
        after = added(shelf().scenarios, others)
        change("added", after, after[-len(others)].name, len(others))


def _rename_box(shown: Scenarios, texts: Texts) -> None:
    one = shown[0] if len(shown) == 1 else None
    with st.popover(texts("Rename"), icon=":material/edit:", disabled=one is None):
        if one is not None:
            _new_name(one, texts)


def _new_name(one: Saved, texts: Texts) -> None:
    draft = _drafts().get(_NEW_NAME, one.name)
    key = show(_NEW_NAME, draft)

    def rename() -> None:
        name = _name(_NEW_NAME, st.session_state[key])
        if name is not None:
            before = shelf().scenarios
            after, there = renamed(before, one.name, name), set(before)
            new = next((each.name for each in after if each not in there), name)
            if change("renamed", after, new):
                st.session_state[_CHOSEN] = [new]

    with st.form("rename_scenario", border=False):
        st.text_input(texts("New name"), draft, key=key)
        st.form_submit_button(texts("Rename"), type="primary", on_click=rename)


def _name(box: str, typed: str) -> str | None:
    """Return the name that was typed; where it is none, say so and leave it in its box."""
    name = name_of(typed)
    _drafts().pop(box, None)
    if isinstance(name, Fault):
        _drafts()[box] = typed
        refuse((name,))
        return None
    return name


def _change(deed: Deed, scenarios: Scenarios, name: str, count: int) -> None:
    before = {each.name for each in shelf().scenarios}
    if change(deed, scenarios, name, count) and deed != "updated":
        # Copies are chosen; of what is left, none.
        st.session_state[_CHOSEN] = [each.name for each in scenarios if each.name not in before]


def _drafts() -> dict[str, str]:
    drafts: dict[str, str] = st.session_state.setdefault(_DRAFTS, {})
    return drafts


def _button(
    label: str, key: str, act: Callable[[], None], *, icon: str, enabled: bool = True, why: str | None = None
) -> None:
    st.button(
        label,
        key=f"{key}_scenarios",
        icon=f":material/{icon}:",
        on_click=act,
        disabled=not enabled,
        help=why,
    )
