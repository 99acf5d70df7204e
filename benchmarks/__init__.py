"""What `make bench` measures: ratios of two things timed side by side in one run."""
