"""Scenario files into comparison files, a chunk at a time: CSV and Parquet, on all cores, all or nothing."""
