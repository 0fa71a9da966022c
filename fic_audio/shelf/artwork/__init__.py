"""Covers: drawn, lettered, cut to size."""
