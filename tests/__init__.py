"""The tests: folders mirror the source; browser/ drives a real Chromium."""
