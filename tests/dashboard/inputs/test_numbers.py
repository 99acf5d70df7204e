"""What is typed into a box becomes the number that a person means, or a fault; never another number."""

import pytest

from dashboard.inputs.numbers import number_typed
from pricing.errors import Fault


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("400000", 400_000),
        (" 400,000 ", 400_000),
        ("50万", 500_000),
        ("1.5 万次", 15_000),
        ("1.2亿", 120_000_000),
        ("500K", 500_000),
        ("1.25m", 1_250_000),
        ("2b", 2_000_000_000),
        ("５０万", 500_000),  # as a Chinese keyboard gives it
        ("10000000000", 10_000_000_000),
        ("1e6", 1_000_000),
        ("1.5E+06", 1_500_000),
        ("50w", 500_000),
        ("3百万", 3_000_000),
        ("2千万", 20_000_000),
        ("5千", 5_000),
    ],
)
def test_what_is_meant(text, number):
    assert number_typed("calls", text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1e-5",
        "1e999",
        "50 thousand",
        "1.5",
        "1,23",
        "0.00001万",
        "NaN",
        f"50.{'0' * 27}1万",
        "٥",
        "五十万",
    ],
)
def test_what_is_no_whole_number(text):
    fault = number_typed("calls", text)
    assert isinstance(fault, Fault)
    assert (fault.code, fault.where) == ("not_a_whole_number", "calls")


@pytest.mark.parametrize(
    ("name", "text"),
    [("calls", "-3"), ("calls", "10000000001"), ("calls", "101亿"), ("days", "367"), ("activities", "0")],
)
def test_what_is_out_of_range(name, text):
    fault = number_typed(name, text)
    assert isinstance(fault, Fault)
    assert (fault.code, fault.where) == ("out_of_range", name)


def test_a_number_of_many_digits_is_not_written_out():
    fault = number_typed("calls", "1e99")
    assert isinstance(fault, Fault)
    assert fault.value == "a number of 19 digits or more"
