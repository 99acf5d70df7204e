"""Files of scenarios, well-formed and broken: every line is accounted for; a file appears whole or not."""

from __future__ import annotations

import csv
import errno
import io
import os
from contextlib import closing, suppress

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pricing.book.file import shipped
from pricing.bulk import columns, csv_source, parquet_source, run
from pricing.bulk.run import Terms, compare_files, open_source
from pricing.bulk.table import SCHEMA
from pricing.bulk.target import Replacement
from pricing.errors import InvalidScenario
from tests.examples import examples

HEADER = "name,monthly_calls,months\n"
ENCODING = "allowed: UTF-8, with or without a byte order mark"
EMPTY = "in.csv: the file is empty; allowed: a header and a row for each scenario"
WIDE = f"in.csv: line 1: looks like UTF-16 or UTF-32 text; {ENCODING}"
TERMS = Terms(shipped(), "overage", count_free_quota=True)


def source(tmp_path, content, name="in.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_source(path, name)


def lines(opened):
    """Return the line and the cells of each row, and the faults, of a source."""
    rows, faults = [], []
    with closing(opened):
        for each in opened.chunks():
            columns = [each.texts[name].to_pylist() for name in opened.columns]
            rows += zip(each.numbers, zip(*columns, strict=True), strict=True)
            faults += each.faults
    return rows, faults


def compared(tmp_path, opened, name="out.csv", *, keep_going=False, workers=1):
    path = tmp_path / name
    told = []
    with closing(opened):
        found = compare_files(
            opened, path, TERMS, keep_going=keep_going, workers=workers, progress=told.append
        )
    assert told == sorted(told)
    return [str(fault) for fault in found.faults], path


def names(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(dict.fromkeys(row["name"] for row in csv.DictReader(file)))


def written(*cells, quoting):
    """Return a record without its end; Python's writer quotes both line ends only if both end its lines."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n", quoting=quoting).writerow(cells)
    return text.getvalue().removesuffix("\r\n")


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)


@settings(
    deadline=None, max_examples=examples(50), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(CELL, CELL, CELL.filter(bool)), min_size=1, max_size=8),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["", "\ufeff"]),
)
def test_what_a_csv_writer_writes_is_read_on_its_lines(tmp_path, rows, end, quoting, mark):
    text = written("name", "monthly_calls", "months", quoting=quoting) + end
    numbers = []
    for row in rows:
        numbers.append(1 + len((text + "x").replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1)
        text += written(*row, quoting=quoting) + end
    read, faults = lines(source(tmp_path, mark + text))
    assert faults == []
    assert [cells for _, cells in read] == rows
    assert [number for number, _ in read] == numbers


@settings(
    deadline=None, max_examples=examples(100), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=60) | st.text('",\n\rab1 \0', max_size=40).map(str.encode))
def test_no_bytes_break_the_reader(tmp_path, content):
    read, faults = lines(source(tmp_path, HEADER.encode() + b"ok,1,1\n" + content))
    assert read[:1] == [(2, ("ok", "1", "1"))]
    numbers = [number for number, _ in (*read, *faults)]
    assert len(set(numbers)) == len(numbers)


def test_each_broken_line_is_named_and_the_others_are_read_up_to_a_broken_quote(tmp_path):
    content = (
        HEADER.encode()
        + b'"two\nlines",1,1\n'  # lines 2 and 3
        + b"\n"
        + b"few,1\n"
        + b"many,1,1,1\n"
        + b"good,1,1\n"
        + b"\xb4\xf3,1,1\n"
        + b"nul\0,1,1\n"
        + b"bad,x,1\n"
        + b'"open,1,1\n'  # the quote ends in the next line, with text behind it
        + b'"unread",1,1\n'
        + b"few again,1\n"
    )
    faults, path = compared(tmp_path, source(tmp_path, content), keep_going=True)
    assert names(path) == ["two\nlines", "good"]
    quotes = "a quote that is not closed, or text behind a closed one"
    allowed_quotes = "cells in double quotes, a quote inside them doubled"
    assert faults == [
        "in.csv: line 5: 2 cells; allowed: 3, one for each column of the header",
        "in.csv: line 6: 4 cells; allowed: 3, one for each column of the header",
        (
            "in.csv: line 8, column name: byte 0xb4 (byte 1 of the cell) is not UTF-8 text, "
            "but looks like GBK or GB18030; allowed: the file saved as UTF-8"
        ),
        "in.csv: line 9, column name: 'nul\\x00' holds a NUL character; allowed: text without it",
        "in.csv: line 10, column monthly_calls: 'x' is not a whole number; allowed: 0 to 10,000,000,000",
        f"in.csv: line 11: {quotes}, so nothing from here on is read; allowed: {allowed_quotes}",
    ]


def test_a_quote_that_is_never_closed_is_named_by_its_line_and_ends_the_reading(tmp_path):
    content = f'{HEADER}a,1,1\n"b,1,1\n' + "c,1,1\n" * 30_000
    read, faults = lines(source(tmp_path, content))
    assert [number for number, _ in faults] == [3]
    assert [number for number, _ in read] == [2]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", EMPTY),
        (b"\n\r\n  \n", EMPTY),
        (b"\xef\xbb\xbf", EMPTY),
        (HEADER.encode(), EMPTY.replace("the file is empty", "a header, but no row below it")),
        ((HEADER + "a,1,1\n").encode("utf-16"), WIDE),
        ((HEADER + "a,1,1\n").encode("utf-32-be"), WIDE),
        (
            b"name,monthly_calls,months,caf\xe9\n",
            f"in.csv: line 1: byte 0xe9 (byte 4 of the cell) is not UTF-8 text; {ENCODING}",
        ),
        (
            HEADER.encode() + b"x" * (1 << 20),
            "in.csv: line 2: more than 1,048,575 characters; allowed: at most so many in a line",
        ),
    ],
)
def test_files_that_are_none_are_refused(tmp_path, content, fault):
    with pytest.raises(InvalidScenario) as error:
        lines(source(tmp_path, content))
    assert str(error.value) == fault


def test_a_file_is_replaced_only_when_all_rows_are_good(tmp_path):
    (tmp_path / "out.csv").write_text("before")
    faults, path = compared(tmp_path, source(tmp_path, HEADER + "a,1,1\nb,2,13\n"))
    assert [fault.split(",")[0] for fault in faults] == ["in.csv: line 3"]
    assert path.read_text() == "before"
    compared(tmp_path, source(tmp_path, HEADER + "a,1,1\n"))
    assert names(path) == ["a"]
    assert {each.name for each in tmp_path.iterdir()} == {"in.csv", "out.csv"}


def test_nothing_is_written_where_no_row_is_good(tmp_path):
    _, path = compared(tmp_path, source(tmp_path, HEADER + "a,x,1\n"), keep_going=True)
    assert not path.exists()


def test_an_exception_leaves_nothing(tmp_path):
    path = tmp_path / "out.csv"
    with suppress(KeyboardInterrupt), Replacement(path) as replacement:
        replacement.file.write(b"half")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing(tmp_path):
    class Full(io.BytesIO):
        def close(self):
            super().close()
            raise OSError(errno.ENOSPC, "No space left on device")

    replacement = Replacement(tmp_path / "out.csv")
    replacement.file.close()
    replacement.file = Full()
    with pytest.raises(OSError, match="No space left"), replacement:
        replacement.file.write(b"half")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_has_left_is_removed_and_what_a_running_one_holds_stays(tmp_path):
    left, new = tmp_path / ".compare-0123456789abcdef.part", tmp_path / ".compare-fedcba9876543210.part"
    left.write_bytes(b"half")
    new.write_bytes(b"just begun")
    with Replacement(tmp_path / "first.csv") as running:
        held = next(each for each in tmp_path.iterdir() if each not in {left, new})
        for part in (left, held):
            os.utime(part, (0, 0))
        with Replacement(tmp_path / "second.csv") as replacement:
            assert not left.exists()
            assert held.exists()
            assert new.exists()
            replacement.replace()
        running.replace()
    assert {each.name for each in tmp_path.iterdir()} == {new.name, "first.csv", "second.csv"}


def test_links_and_permissions_are_kept(tmp_path):
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("before")
    real.chmod(0o640)
    link.symlink_to(real)
    with Replacement(link) as replacement:
        replacement.file.write(b"after")
        replacement.replace()
    assert link.is_symlink()
    assert (real.read_text(), real.stat().st_mode & 0o777) == ("after", 0o640)


def test_a_new_file_has_the_usual_permissions(tmp_path):
    before = os.umask(0o027)
    try:
        with Replacement(tmp_path / "out.csv") as replacement:
            replacement.replace()
    finally:
        os.umask(before)
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o640


def many_rows(count):
    return HEADER + "".join(f"s{row},{row * 997},{row % 12 + 1}\n" for row in range(count))


def small_chunks(monkeypatch, size):
    for module in (columns, csv_source, parquet_source):
        monkeypatch.setattr(module, "CHUNK", size)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_neither_chunks_nor_workers_change_the_answer(tmp_path, monkeypatch, ending):
    content = many_rows(40)
    _, whole = compared(tmp_path, source(tmp_path, content), f"whole.{ending}")
    small_chunks(monkeypatch, 7)
    _, cut = compared(tmp_path, source(tmp_path, content), f"cut.{ending}")
    _, shared = compared(tmp_path, source(tmp_path, content), f"shared.{ending}", workers=2)
    assert cut.read_bytes() == shared.read_bytes()
    if ending == "csv":
        assert whole.read_bytes() == cut.read_bytes()
    else:
        assert pq.read_table(whole).equals(pq.read_table(cut))


def test_three_bad_rows_among_many_are_named_and_the_good_ones_are_complete(tmp_path, monkeypatch):
    small_chunks(monkeypatch, 16)
    rows = many_rows(100).splitlines(keepends=True)
    for at, bad in ((4, "bad 1,-1,1\n"), (50, "bad 2,1\n"), (100, "bad 3,1,x\n")):
        rows[at] = bad
    faults, path = compared(tmp_path, source(tmp_path, "".join(rows)), keep_going=True)
    assert [fault.split(":")[1].split(",")[0] for fault in faults] == [" line 5", " line 51", " line 101"]
    assert names(path) == [f"s{row}" for row in range(100) if row not in {3, 49, 99}]


def test_a_csv_file_that_breaks_off_is_named_and_nothing_is_written(tmp_path, monkeypatch):
    small_chunks(monkeypatch, 16)
    opened = source(tmp_path, many_rows(100))
    read = opened._readline
    lines_left = iter(range(50))

    def readline(limit):
        if next(lines_left, None) is None:
            raise OSError(5, "Input/output error")
        return read(limit)

    monkeypatch.setattr(opened, "_readline", readline)
    with pytest.raises(InvalidScenario, match=r"^in\.csv: can't be read \(Input/output error\); allowed: "):
        compared(tmp_path, opened)
    assert not (tmp_path / "out.csv").exists()


def test_parquet_comes_and_goes_typed(tmp_path):
    table = pa.table(
        {
            "name": ["a", "=b", None],
            "monthly_calls": [[1, 2], [3], [400_000]],
            "months": pa.array([2, 1, 12], pa.int8()),
            "materials": [None, 31.0, 1.0],
        }
    )
    pq.write_table(table, tmp_path / "in.parquet")
    texts = HEADER.replace("\n", ",materials\n") + "a,1 2,2,\n=b,3,1,31\n,400000,12,1\n"
    _, typed = compared(tmp_path, open_source(tmp_path / "in.parquet", "in.parquet"), "typed.parquet")
    _, plain = compared(tmp_path, source(tmp_path, texts), "plain.parquet")
    assert pq.read_table(typed).equals(pq.read_table(plain))
    assert pq.read_schema(typed).equals(SCHEMA)
    assert set(pq.read_table(typed)["name"].to_pylist()) == {"a", "'=b", ""}


def test_an_index_that_pandas_left_in_parquet_is_no_column(tmp_path):
    columns = {"name": ["a"], "monthly_calls": [7], "months": [1]}
    table = pa.table({**columns, "__index_level_0__": [5]})
    pq.write_table(table, tmp_path / "in.parquet")
    faults, path = compared(tmp_path, open_source(tmp_path / "in.parquet", "in.parquet"))
    assert (faults, names(path)) == ([], ["a"])


@pytest.mark.parametrize("name", ["name", "monthly_calls"])
@pytest.mark.parametrize(
    "kind", [pa.timestamp("us"), pa.duration("s"), pa.date32(), pa.list_(pa.duration("s"))], ids=str
)
def test_times_are_no_calls_and_no_names(tmp_path, name, kind):
    values = pa.array([None], kind)
    table = pa.table({"name": ["a"], "monthly_calls": [7], "months": [1]})
    table = table.set_column(table.column_names.index(name), name, values)
    pq.write_table(table, tmp_path / "in.parquet")
    with pytest.raises(InvalidScenario, match="can't be read as text; allowed: whole numbers or text"):
        compared(tmp_path, open_source(tmp_path / "in.parquet", "in.parquet"))


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        ("name;monthly_calls;months", "cells separated by semicolons; allowed: by commas"),
        ('"name";"monthly_calls";"months"', "cells separated by semicolons; allowed: by commas"),
        ("name\tmonthly_calls\tmonths", "cells separated by tabs; allowed: by commas"),
        ("Name,monthly_calls,months", "'Name' has capital letters or spaces; allowed: name"),
    ],
)
def test_a_header_of_another_kind_is_one_fault(tmp_path, header, fault):
    with pytest.raises(InvalidScenario) as refused:
        source(tmp_path, header + "\na,1,1\n")
    assert str(refused.value) == f"in.csv: line 1: {fault}"


def test_rows_of_parquet_are_named(tmp_path):
    pq.write_table(
        pa.table({"name": ["a", "b"], "monthly_calls": [1, -1], "months": [1, 1]}), tmp_path / "in.parquet"
    )
    faults, _ = compared(tmp_path, open_source(tmp_path / "in.parquet", "in.parquet"))
    assert faults == [
        "in.parquet: row 2, column monthly_calls: -1 is out of range; allowed: 0 to 10,000,000,000"
    ]


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ({"name": ["a"]}, "in.parquet, column monthly_calls: missing; expected: name, monthly_calls, months"),
        ({"name": [], "monthly_calls": [], "months": []}, "in.parquet: no row; allowed: a header and a row"),
        (
            {"name": ["a"], "monthly_calls": [{"x": 1}], "months": [1]},
            "in.parquet: column monthly_calls: struct<x: int64> can't be read as text; ",
        ),
        (None, "in.parquet: can't be read ("),
    ],
)
def test_parquet_that_is_none_is_refused(tmp_path, table, fault):
    path = tmp_path / "in.parquet"
    if table is None:
        path.write_bytes(b"PAR1 not at all")
    else:
        pq.write_table(pa.table(table), path)
    with pytest.raises(InvalidScenario) as error, closing(open_source(path, "in.parquet")) as opened:
        list(opened.chunks())
    assert str(error.value).startswith(fault)


def test_few_rows_start_no_processes(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(
        run, "in_order", lambda work, jobs, workers: seen.append(workers) or (work(job) for job in jobs)
    )
    compared(tmp_path, source(tmp_path, many_rows(3)), workers=8)
    assert seen == [1]
