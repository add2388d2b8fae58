"""Loads every file of the catalogue, so that a class can be found by its name."""

from __future__ import annotations

from importlib import import_module

FILES = (
    "records",
    "recordlists",
    "strings",
    "fonts",
    "texts",
    "textblocks",
    "measures",
    "keys",
    "times",
    "cells",
    "staves",
    "groups",
    "entries",
    "notes",
    "noteentrylayers",
    "notemods",
    "articulationdefs",
    "articulations",
    "beammods",
    "chordprefs",
    "chords",
    "smartshapes",
    "smartshapemarks",
    "transposer",
    "regions",
    "expressions",
    "categories",
    "measurenumbers",
    "parts",
    "layers",
    "ui",
)

_loaded = False


def load_all() -> None:
    """Import the files of the catalogue once."""
    global _loaded
    if _loaded:
        return
    _loaded = True
    for name in FILES:
        import_module(f"postlude.finale.{name}")
