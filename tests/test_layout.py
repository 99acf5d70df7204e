"""The layout that the README describes: what stands where, who imports whom, and where the figures live."""

import ast
import re
import subprocess
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

TOP_LEVEL = {
    *(
        "app.py",
        "serve.py",
        "pages",
        "dashboard",
        "service",
        "pricing",
        "tests",
        "benchmarks",
        "docs",
        "deploy",
    ),
    *("requirements.txt", "requirements-dev.txt", "pyproject.toml", "Makefile"),
    *(".streamlit", ".ci", ".gitignore", "README.md", "ARCHITECTURE.md", "CHANGELOG.md"),
}

MAY_IMPORT = {
    "pricing": {"pricing"},
    "dashboard": {"dashboard", "pricing"},
    "pages": {"dashboard", "pricing"},
    "app": {"dashboard", "pricing"},
    "service": {"service", "dashboard", "pricing"},
    "serve": {"service", "dashboard", "pricing"},
}
OURS = {*MAY_IMPORT, "tests", "benchmarks"}

# The rooms of the dashboard, from the ground up: each may use those before it.
ROOMS = (
    *("language", "inputs", "charts", "tables", "options", "dates", "usage", "questions", "files"),
    "screen",
)
# Who may know Streamlit: what is drawn by it, and what serves it. All else takes values and returns values.
WITH_STREAMLIT = ("app.py", "pages/", "dashboard/screen/", "serve.py", "service/")

# Caches without a bound that hold one entry for each of few things, whoever asks.
BOUNDED_BY_THEMSELVES = {
    *(
        ("dashboard/files/report/file.py", name) for name in ("_hash", "_own", "_plotly", "_templates")
    ),  # own files
    ("dashboard/charts/plotly_script.py", "compress_plotly"),  # one script
    ("dashboard/language/texts.py", "_catalogue"),  # the languages
    ("pricing/book/file.py", "ranks"),  # inside one call
    ("pricing/book/file.py", "_shipped"),  # the books that are shipped: it raises for any other
    *(("pricing/book/file.py", name) for name in ("_shelf", "shipped_ids", "shipped_versions")),
}

# Pricing is pure but for the reader of price books, the files of bulk comparisons and the command line.
WITH_FILES = ("pricing/book/file.py", "pricing/bulk/", "pricing/__main__.py", "pricing/cli/")
READS_OR_WRITES = {"open", "print", "input", "read_text", "read_bytes", "write_text", "write_bytes"}
READS_THE_CLOCK = {"now", "today", "utcnow", "time", "time_ns", "monotonic", "perf_counter"}

# Prices and grants of the price list; in the code they would go stale with the next list.
FIGURES = {
    Decimal(figure)
    for figure in "20000 300000 1050 16000 65000 85000 126000 0.02 0.012 0.005".split()  # noqa: SIM905
}

FOR_LATER = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X])\b")


def project_files() -> list[str]:
    """Return the paths of all files that are, or are about to be, in the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(name for name in listed.splitlines() if (ROOT / name).is_file())


def room(name: str) -> str:
    """Return the folder at the top that a file is in, or its own name there."""
    return name.partition("/")[0].removesuffix(".py")


FILES = project_files()
PYTHON = [name for name in FILES if name.endswith(".py")]
SOURCE = [name for name in PYTHON if room(name) in MAY_IMPORT]
PRICING = [name for name in PYTHON if name.startswith("pricing/")]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def parsed(name: str) -> ast.Module:
    return ast.parse(text(name), name)


def imported(name: str) -> set[str]:
    """Return the dotted names of all modules that a file imports, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(parsed(name)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}:{node.lineno} imports relatively; write the full name"
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return found


def calls(name: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the bare name of everything that a file calls."""
    for node in ast.walk(parsed(name)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield node.lineno, node.func.id if isinstance(node.func, ast.Name) else node.func.attr


def figures(name: str) -> Iterator[tuple[int, object]]:
    """Yield the line and value of every literal, number or text, that is a figure of the price list."""
    for node in ast.walk(parsed(name)):
        if isinstance(node, ast.Constant) and type(node.value) in {int, float, str}:
            try:
                if Decimal(str(node.value)) in FIGURES:
                    yield node.lineno, node.value
            except InvalidOperation:
                continue


def test_nothing_unexpected_stands_at_the_top() -> None:
    assert {name.split("/")[0] for name in FILES} - TOP_LEVEL == set()


def test_imports_go_one_way() -> None:
    assert [
        (name, module)
        for name in SOURCE
        for module in sorted(imported(name))
        if module.split(".")[0] in OURS - MAY_IMPORT[room(name)]
    ] == []


@pytest.mark.parametrize("folder", ["pricing", "dashboard", "service"])
def test_modules_form_no_cycle(folder: str) -> None:
    modules = {
        name.removesuffix(".py").removesuffix("/__init__").replace("/", "."): name
        for name in SOURCE
        if room(name) == folder
    }
    needs = {module: imported(name) & modules.keys() - {module, folder} for module, name in modules.items()}
    TopologicalSorter(needs).prepare()


def test_streamlit_stays_in_its_rooms() -> None:
    users = {name for name in SOURCE if any(module.split(".")[0] == "streamlit" for module in imported(name))}
    assert {name for name in users if not name.startswith(WITH_STREAMLIT)} == set()


def dashboard_room(module: str) -> str | None:
    """Return the room of the dashboard that a module or a file is in; None for what is in no room."""
    parts = module.replace("/", ".").split(".")
    return parts[1] if parts[0] == "dashboard" and len(parts) > 1 and parts[1] in ROOMS else None


def test_the_dashboard_has_the_rooms_of_the_design() -> None:
    assert {name for name in SOURCE if room(name) == "dashboard" and dashboard_room(name) is None} == {
        "dashboard/__init__.py"
    }


def test_rooms_use_only_those_below_them() -> None:
    assert [
        (name, module)
        for name in SOURCE
        for module in sorted(imported(name))
        if (here := dashboard_room(name)) and (there := dashboard_room(module))
        if ROOMS.index(there) > ROOMS.index(here)
    ] == []


def test_no_question_imports_a_neighbour() -> None:
    assert [
        (name, module)
        for name in SOURCE
        for module in sorted(imported(name))
        if dashboard_room(name) == dashboard_room(module) == "questions"
        if module.split(".")[2:3] != [name.split("/")[2]]
    ] == []


def test_the_http_interface_needs_nothing_that_knows_streamlit() -> None:
    """A request for a figure is answered without a page: whatever that imports, directly or not."""
    files = {name.removesuffix(".py").removesuffix("/__init__").replace("/", "."): name for name in SOURCE}
    needed, waiting = set(), ["service.api"]
    while waiting:
        module = waiting.pop()
        if module not in needed:
            needed.add(module)
            waiting += imported(files[module]) & files.keys()
    assert [module for module in needed if module.startswith("dashboard.screen")] == []


def test_every_cache_is_bounded() -> None:
    """What a process keeps for its visitors may not grow with them."""
    unbounded = {
        (name, node.name)
        for name in SOURCE
        for node in ast.walk(parsed(name))
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if ast.unparse(decorator)
        in {"cache", "functools.cache", "lru_cache", "st.cache_data", "st.cache_resource"}
    }
    assert unbounded - BOUNDED_BY_THEMSELVES == set()
    made = [
        (name, ast.unparse(node))
        for name in SOURCE
        for node in ast.walk(parsed(name))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] in {"lru_cache", "cache_data", "cache_resource"}
    ]
    assert [call for call in made if not re.search(r"(maxsize|max_entries|ttl)=(?!None)", call[1])] == []


def test_pricing_reads_no_clock() -> None:
    assert [(name, *call) for name in PRICING for call in calls(name) if call[1] in READS_THE_CLOCK] == []


def test_pricing_touches_no_file_outside_the_loader_and_the_command_line() -> None:
    pure = [name for name in PRICING if not name.startswith(WITH_FILES)]
    assert [(name, *call) for name in pure for call in calls(name) if call[1] in READS_OR_WRITES] == []


def test_pages_are_flat_and_each_is_routed() -> None:
    """Streamlit's first run scans pages/, so helpers live in dashboard/."""
    pages = [name for name in FILES if room(name) == "pages"]
    assert [name for name in pages if name.count("/") > 1 or not name.endswith(".py")] == []
    routed = {node.value for node in ast.walk(parsed("app.py")) if isinstance(node, ast.Constant)}
    assert set(pages) - routed == set()


def test_prices_stand_in_the_price_book_only() -> None:
    assert [(name, *figure) for name in SOURCE for figure in figures(name)] == []


def test_a_file_says_what_it_is_for() -> None:
    assert [name for name in PYTHON if not ast.get_docstring(parsed(name))] == []


def test_nothing_is_left_for_later() -> None:
    assert [
        (name, number, line)
        for name in PYTHON
        for number, line in enumerate(text(name).splitlines(), 1)
        if FOR_LATER.search(line)
    ] == []
