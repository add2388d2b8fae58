"""Tests of what scripts find beside the language: RGP Lua's functions and what `require` offers."""
