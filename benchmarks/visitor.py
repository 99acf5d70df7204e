"""A visitor without a browser: it speaks Streamlit's protocol over a WebSocket, and moves the volume slider.

visitor = await Visitor.enter("http://127.0.0.1:8501", "calls=400000")
await visitor.move("500K")     # a stop of the slider; returns once the page has answered
await visitor.leave()

As a browser does, it says with each run what the address holds. A run that fails, or that leaves the address
as it was although the slider has moved, raises WrongAnswer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from time import perf_counter
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from websockets.asyncio.client import ClientConnection, connect

LABEL = "Monthly calls"
MOST_MESSAGE = 10 << 20


class WrongAnswer(Exception):
    """The app did not answer as it answers a browser."""


@dataclass
class Visitor:
    """One open page: its address, where its slider stands, since when, and the headings of its last run."""

    socket: ClientConnection
    query: str
    page: str = ""
    slider: Slider = field(default_factory=Slider)
    value: str = ""
    entered: float = field(default_factory=perf_counter)
    headlines: list[str] = field(default_factory=list)

    @classmethod
    async def enter(cls, url: str, query: str = "") -> Self:
        """Open the first page of the app at ``url`` with the scenario ``query``; wait for its first run."""
        address = url.replace("http", "ws", 1) + "/_stcore/stream"
        socket = await connect(address, subprotocols=["streamlit"], max_size=MOST_MESSAGE, compression=None)
        visitor = cls(socket, query)
        await visitor._run(BackMsg())
        if not visitor.slider.options:
            raise WrongAnswer(f"no slider {LABEL!r} on the page")
        visitor.value = visitor.slider.options[int(visitor.slider.default[0])]
        return visitor

    @property
    def stops(self) -> list[str]:
        """Where else the slider can be moved to."""
        return [stop for stop in self.slider.options if stop != self.value]

    async def move(self, stop: str) -> None:
        """Move the slider to one of the `stops`, and wait until the page has answered."""
        message, before = BackMsg(), self.query
        state = message.rerun_script.widget_states.widgets.add()
        state.id = self.slider.id
        state.string_array_value.data.append(stop)
        await self._run(message)
        if self.query == before:
            raise WrongAnswer(f"the address stayed {before!r} though the slider moved to {stop}")
        self.value = stop

    async def leave(self) -> None:
        """Close the page."""
        await self.socket.close()

    async def _run(self, message: BackMsg) -> None:
        state = message.rerun_script
        state.query_string = self.query
        state.page_script_hash = self.page
        state.context_info.timezone = "UTC"
        state.context_info.locale = "en-US"
        await self.socket.send(message.SerializeToString())
        self.headlines = []
        while not await self._took_the_last():
            pass

    async def _took_the_last(self) -> bool:
        """Take one message; tell whether it was the run's last."""
        message = ForwardMsg.FromString(await self.socket.recv(decode=False))
        match message.WhichOneof("type"):
            case "new_session":
                self.page = message.new_session.page_script_hash
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "delta":
                element = message.delta.new_element
                if element.slider.label == LABEL:
                    self.slider = element.slider
                if element.HasField("heading"):
                    self.headlines.append(element.heading.body)
                if element.HasField("exception"):
                    raise WrongAnswer(element.exception.message)
            case "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return True
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise WrongAnswer("the script has a syntax error")
        return False
