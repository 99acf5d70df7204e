"""The requirements files: complete, pinned, each direct line with its reason, and what is installed."""

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
FILES = ["requirements.txt", "requirements-dev.txt"]
INDIRECT = "# What these need in turn"


def lines(file: str) -> Iterator[tuple[str, bool]]:
    """Yield the package lines of a file, and whether each stands among the direct ones."""
    direct = True
    for line in (ROOT / file).read_text(encoding="utf-8").splitlines():
        direct = direct and line != INDIRECT
        if line and not line.startswith(("#", "-r ")):
            yield line, direct


def pins(file: str) -> dict[str, Requirement]:
    """Return the requirements of one file that hold on this machine, by canonical name."""
    wanted = [Requirement(line.split("#")[0].strip()) for line, _ in lines(file)]
    return {
        canonicalize_name(each.name): each for each in wanted if not each.marker or each.marker.evaluate()
    }


def direct(file: str) -> set[str]:
    return {canonicalize_name(re.split(r"[=;\s]", line)[0]) for line, is_direct in lines(file) if is_direct}


def reachable(names: set[str]) -> set[str]:
    """Return ``names`` and every distribution that they need on this machine, directly or not."""
    seen: set[str] = set()
    waiting = [Requirement(name) for name in sorted(names)]
    while waiting:
        wanted = waiting.pop()
        if str(wanted) not in seen:
            seen.add(str(wanted))
            waiting += needs(wanted)
    return {canonicalize_name(Requirement(each).name) for each in seen}


def needs(wanted: Requirement) -> list[Requirement]:
    """Return what a distribution, with the extras asked for, needs on this machine."""
    extras = wanted.extras or {""}
    everything = [Requirement(each) for each in distribution(wanted.name).requires or []]
    return [
        each
        for each in everything
        if not each.marker or any(each.marker.evaluate({"extra": extra}) for extra in extras)
    ]


@pytest.mark.parametrize(("line", "is_direct"), [pair for file in FILES for pair in lines(file)])
def test_a_line_pins_one_version_and_gives_its_reason(line: str, is_direct: bool) -> None:
    pinned, _, reason = line.partition("  # ")
    assert re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*( ; [a-z_]+ [!=]= \"\w+\")?", pinned)
    assert reason or not is_direct


@pytest.mark.parametrize("file", FILES)
def test_the_pins_are_complete_and_none_is_left_over(file: str) -> None:
    here = pins(file)
    elsewhere = pins("requirements.txt") if file != "requirements.txt" else {}
    assert reachable(direct(file)) - elsewhere.keys() == here.keys()


@pytest.mark.parametrize("file", FILES)
def test_what_is_pinned_is_installed(file: str) -> None:
    for name, wanted in pins(file).items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            installed = "missing"
        assert wanted.specifier.contains(installed, prereleases=True), f"{wanted}: {installed}"


def test_the_files_do_not_overlap() -> None:
    assert not pins("requirements.txt").keys() & pins("requirements-dev.txt").keys()
