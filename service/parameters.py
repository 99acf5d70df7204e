"""The query string of a request: the names of DESIGN section 7, strictly.

A page replaces what it can't use and says so; a program that misspells a name must not get another figure. So
here every value that can't be used is a fault, and so is every name that is unknown or stands there twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from email.message import Message
from typing import Final

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request

from dashboard.inputs.link import NAMES, LinkInputs, read_link
from pricing.errors import Fault, PricingError, shown, shown_name

RULED: Final = ("calls",)
"""What a table says by itself. It rules the number of months too: `read_link` checks that they agree."""


class InvalidParameters(PricingError):
    """A parameter of the query string can't be used; all faults are listed."""


def read_parameters(query: QueryParams, names: Collection[str] = NAMES) -> LinkInputs:
    """Return the inputs that a query string says, the default for each that it leaves out.

    Where it says no tier basis, that of the price list holds.

    ``names`` are the parameters that the address takes. Raises InvalidParameters with all faults.
    """
    pairs = query.multi_items()
    counts = Counter(name for name, _ in pairs)
    allowed = {"allowed": ", ".join(names)}
    faults = [
        Fault("unknown_parameter", shown_name(name), "", allowed) for name in counts if name not in names
    ]
    faults += [
        Fault("repeated_key", name, "", {"count": f"{count:,}"})
        for name, count in counts.items()
        if count > 1 and name in names
    ]
    given = {name: text for name, text in pairs if name in names}
    inputs, unusable = read_link(given)
    faults += unusable
    if "table" in given and given.get("shape") != "table":
        faults.append(Fault("missing", "shape", "", {"allowed": "shape=table beside a table"}))
    if inputs.shape == "table":
        faults += [Fault("beside_table", name, shown(given[name])) for name in RULED if name in given]
    if faults:
        raise InvalidParameters(tuple(faults))
    return inputs if "basis" in given else replace(inputs, basis=inputs.price_list.default_basis)


def require(request: Request, media_type: str) -> None:
    """Raise HTTPException (415) unless the body is of that kind, in UTF-8, and not compressed."""
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding != "identity":
        raise HTTPException(
            415, f"Content-Encoding: {shown(coding)} is not known; allowed: none, a plain body"
        )
    given = Message()
    given["Content-Type"] = request.headers.get("content-type", "")
    said = given.get_content_type() if given["Content-Type"] else "no Content-Type"
    charset = (given.get_content_charset() or "utf-8").replace("_", "-")
    if said == media_type and charset in {"utf-8", "utf8", "us-ascii"}:
        return
    found = said if said != media_type else f"charset {charset}"
    raise HTTPException(415, f"Content-Type: {shown(found)} is not known; allowed: {media_type}, in UTF-8")
