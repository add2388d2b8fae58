"""Entries, notes and what is counted from them, in their frames."""
