"""An independent judge: LibreOffice recalculates the workbook, and every figure is the one it was given.

The figures that the formulas were written with are taken out first, so that none can be kept.
"""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from dashboard.files.workbook.file import workbook
from tests.dashboard.cases import CASES
from tests.dashboard.quotes import EN, ZH

SECONDS = 120
CACHED = re.compile(rb"(</f>)<v>[^<]*</v>")


JUDGED = {
    "first": EN,
    "first postpaid": ZH,
    "no calls": EN,
    "one month": ZH,
    "uneven": EN,
    "unavailable": ZH,
    "huge": EN,
    "total basis": ZH,
    "graduated, total": EN,
    "six decimals, euros": ZH,
    "free of charge, yen": EN,
    "discounted": ZH,
}
"""The cases in one language each: LibreOffice takes its time."""


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory):
    """Return the recalculated file of each case, all from one run of LibreOffice."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.fail(
            "No LibreOffice: it recalculates the workbooks. On Debian and Ubuntu: "
            "apt-get install --no-install-recommends libreoffice-calc-nogui",
            pytrace=False,
        )
    given, taken = tmp_path_factory.mktemp("given"), tmp_path_factory.mktemp("recalculated")
    names = {case: f"{number}.xlsx" for number, case in enumerate(JUDGED)}
    for case, texts in JUDGED.items():
        (given / names[case]).write_bytes(without_figures(workbook(CASES[case], texts)))
    profile = tmp_path_factory.mktemp("profile").as_uri()
    command = [office, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "xlsx"]
    command += ["--outdir", str(taken), *(str(given / name) for name in names.values())]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return {case: taken / name for case, name in names.items()}


def without_figures(content: bytes) -> bytes:
    """Return a workbook whose formulas have no figures yet."""
    stripped = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stripped, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            new.writestr(entry, CACHED.sub(rb"\1", part) if "worksheets/sheet" in entry.filename else part)
    return stripped.getvalue()


def figures(content: Path | io.BytesIO, cells: list[tuple[str, str]]) -> list[object]:
    book = openpyxl.load_workbook(content, data_only=True)
    return [book[sheet][cell].value for sheet, cell in cells]


@pytest.mark.parametrize(("name", "texts"), JUDGED.items(), ids=JUDGED)
def test_every_formula_gives_the_figure_it_was_written_with(recalculated, name, texts):
    content = workbook(CASES[name], texts)
    formulas = [
        (sheet.title, cell.coordinate)
        for sheet in openpyxl.load_workbook(io.BytesIO(content))
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas
    written = figures(io.BytesIO(content), formulas)
    assert all(isinstance(figure, int | float) for figure in written)
    assert figures(recalculated[name], formulas) == pytest.approx(written, rel=1e-12, abs=1e-7)


def test_the_figures_are_taken_out_before(recalculated):
    content = without_figures(workbook(CASES["first"], EN))
    assert figures(io.BytesIO(content), [("Options", "B2"), ("Summary", "B6")]) == [None, None]
    assert figures(recalculated["first"], [("Options", "B2"), ("Summary", "B6")]) == [109_990, 85_000]
