"""Strings, fonts, texts and lyrics."""
