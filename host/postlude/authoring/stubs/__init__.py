"""Definitions for editors: of ``finale`` and all else that a script finds, for Lua and for Python."""
