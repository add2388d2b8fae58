"""Postlude: run Finale's Lua and Python plugins on ``.musx`` scores, without Finale."""

__version__ = "0.1.0"
