"""Compare scenarios: the saved ones, side by side."""
