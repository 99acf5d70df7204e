"""The boxes of single pages."""
