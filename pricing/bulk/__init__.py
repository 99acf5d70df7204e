"""Many scenarios at once: columns in, a row per scenario and option out; exact.

`frame.compare` is the door for pandas. From the ground up: `columns` (what a batch is), `reading` (texts into
a batch, all faults), `table` (the comparison, typed), `texts` (its cells as files hold them). Files:
`csv_source` and `parquet_source` yield chunks, `run` takes them to `target`, on all cores, all or nothing.
"""
