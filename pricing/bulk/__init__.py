"""Many scenarios at once: columns in, a row per scenario and option out; exact, and pure.

`frame.compare` is the door for pandas. From the ground up: `columns` (what a batch is), `reading` (texts into
a batch, all faults), `table` (the comparison, typed), `texts` (its cells as files hold them).
"""
