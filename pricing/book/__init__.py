"""A price book: its file, its format, its rules, and other prices put on it."""
