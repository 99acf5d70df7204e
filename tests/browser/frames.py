"""What browser and app told each other over the connection, as short lines: for tests that fail."""

from __future__ import annotations

import time
from collections import deque
from typing import Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

MOST_LINES: Final = 4_000
LONGEST_VALUE: Final = 120


class Frames:
    """The latest messages of a connection, each a line with its second: ``> `` is sent, ``< `` received.

    12.345 > rerun fragment 8f3a20: add_from_file=True
    12.401 < begins
    12.502 < delta 0/3/1 button add_from_file
    12.640 < ends FINISHED_FRAGMENT_RUN_SUCCESSFULLY
    """

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._lines: deque[str] = deque(maxlen=MOST_LINES)
        self._values: dict[str, str] = {}

    def sent(self, message: BackMsg) -> None:
        """Note a message of the browser; of what the widgets hold, only what is new."""
        kind = message.WhichOneof("type") or "nothing"
        self._note("> " + (self._rerun(message.rerun_script) if kind == "rerun_script" else kind))

    def received(self, message: ForwardMsg) -> None:
        """Note a message of the app."""
        self._note(f"< {_told(message)}")

    def text(self) -> str:
        """Return all that is kept."""
        return "".join(f"{line}\n" for line in self._lines)

    def _rerun(self, state: ClientState) -> str:
        values = {widget.id: _value(widget) for widget in state.widget_states.widgets}
        new = [
            f"{_name(widget)}={value}"
            for widget, value in values.items()
            if value != self._values.get(widget)
        ]
        self._values = values
        of = f" fragment {state.fragment_id[:6]}" if state.fragment_id else ""
        return f"rerun{of}: {' '.join(new)}"

    def _note(self, line: str) -> None:
        self._lines.append(f"{time.monotonic() - self._began:.3f} {line}")


def _told(message: ForwardMsg) -> str:
    kind = message.WhichOneof("type") or "nothing"
    if kind == "new_session":
        return "begins"
    if kind == "script_finished":
        return f"ends {ForwardMsg.ScriptFinishedStatus.Name(message.script_finished)}"
    if kind != "delta":
        return kind
    path = "/".join(map(str, message.metadata.delta_path))
    if message.delta.HasField("add_block"):
        return f"block {path}"
    element = message.delta.new_element
    drawn = element.WhichOneof("type") or "nothing"
    return f"delta {path} {drawn} {_name(getattr(getattr(element, drawn, None), 'id', ''))}".rstrip()


def _name(widget: str) -> str:
    """Return the key in a widget's id, else the id's beginning."""
    key = widget.rpartition("-")[2]
    return widget[:24] if key in {"", "None"} else key


def _value(widget: WidgetState) -> str:
    kind = widget.WhichOneof("value")
    return "unset" if kind is None else str(getattr(widget, kind)).replace("\n", " ")[:LONGEST_VALUE]
