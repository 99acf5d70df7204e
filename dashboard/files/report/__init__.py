"""A self-contained HTML report of a scenario: `file.report` writes it; a `Case` is what it is about.

`theme` gives the screens' figures the colours of paper, `parts` writes exact values as the screens do,
`sections` says what the report holds, and `report.html`, `report.css` and `report.js` say how it looks.
"""
