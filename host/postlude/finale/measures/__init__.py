"""Measures and their numbers."""
