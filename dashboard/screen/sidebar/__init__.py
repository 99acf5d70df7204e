"""The inputs of every page."""
