"""Prices and assumptions."""
