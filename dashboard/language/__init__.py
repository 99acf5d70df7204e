"""How anything is said, in two languages: texts, formats, names."""
