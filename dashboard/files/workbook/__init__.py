"""One XLSX workbook of a scenario: `file.workbook` writes it, a `Case` is what it is about.

Every sheet is a file of its own. What adds up is a formula, written with the figure that it gives: `lines`
holds the amounts, `months` the calls, `options` and `summary` only sum up. From the ground up: `cells` (what
a cell holds and how it looks), `sheet` (where tables stand, and the writing), the sheets, `charts`, `file`.
"""
