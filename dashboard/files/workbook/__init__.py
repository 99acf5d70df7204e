"""One XLSX workbook of a scenario: `file.workbook` writes it, a `Case` is what it is about.

What adds up is a formula, written with the figure that it gives: the sheet of lines holds the amounts, that
of months the calls; the options and the summary only sum up. From the ground up: `cells` (what a cell holds
and how it looks), `sheet` (where tables stand, and the writing), `tables` and the other sheets, `charts`,
`file`.
"""
