"""Boxes that any page can use: typed values, uploads, tables, downloads."""
