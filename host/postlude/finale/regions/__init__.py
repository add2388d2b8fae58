"""Cells, selections of music, and what is copied, cut and barred anew."""
