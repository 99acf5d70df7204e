"""What starting costs: the import of the pricing package against the import of pandas."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.measure import Row, side_by_side, spelled

OURS = "import pricing.quotes.quote, pricing.book.file"


def rows() -> list[Row]:
    """Return the ratio of the two imports, each in a new interpreter, less the interpreter's own start."""

    def run(statement: str) -> None:
        subprocess.run([sys.executable, "-c", statement], check=True)

    ours, pandas = side_by_side(lambda: run(OURS), lambda: run("import pandas"))
    nothing, _ = side_by_side(lambda: run("pass"), lambda: run("pass"))
    ours, pandas = ours - nothing, pandas - nothing
    detail = f"pandas {spelled(pandas)}, ours {spelled(ours)}"
    return [Row("import of `pricing` (quote and price book)", "import of pandas", pandas / ours, 1, detail)]
