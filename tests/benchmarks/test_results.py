"""The file of results: a section that is measured anew takes the place of the old one, the others stay."""

from benchmarks.__main__ import BENCHMARKS, RESULTS, SECTIONS, with_section
from benchmarks.pages import PAGES

OLD = "# Speed\n\nold\n\n## Part\n\nmore\n\n# Load\n\nslow\n"


def test_a_section_takes_the_place_of_the_old_one() -> None:
    assert with_section(OLD, "# Speed\n\nnew\n") == "# Speed\n\nnew\n# Load\n\nslow\n"
    assert with_section(OLD, "# Load\n\nfast\n") == OLD.replace("slow", "fast")


def test_a_section_that_is_new_comes_last() -> None:
    assert with_section("", "# Load\n") == "# Load\n"
    assert with_section("# Speed\n\nold\n", "# Load\n") == "# Speed\n\nold\n# Load\n"


def test_every_benchmark_has_its_section_in_the_file() -> None:
    text = RESULTS.read_text(encoding="utf-8")
    assert [f"# {title}" for title in SECTIONS] == [
        line for line in text.splitlines() if line.startswith("# ")
    ]
    assert len(set(BENCHMARKS)) == len(BENCHMARKS)
    for title, members in SECTIONS.items():
        section = text[text.index(f"# {title}\n") :]
        assert section.splitlines()[2].startswith(
            f"Measured by `python -m benchmarks {' '.join(members)}` on"
        )


def test_every_page_has_its_row() -> None:
    text = RESULTS.read_text(encoding="utf-8")
    assert [name for name in PAGES if f"\n| {name or 'what_to_buy'} |" not in text] == []
