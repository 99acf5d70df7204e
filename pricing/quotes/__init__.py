"""Options priced: lines first, totals from lines; and their forms as JSON and rows."""
