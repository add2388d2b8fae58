"""The versions that Postlude reports: those of the Finale and the RGP Lua that it stands in for."""

from __future__ import annotations

from typing import Final

MAJOR_VERSION: Final = 0
MINOR_VERSION: Final = 76
STRING_VERSION: Final = f"{MAJOR_VERSION}.{MINOR_VERSION}"
"""``finenv.StringVersion``: that of RGP Lua."""

RAW_FINALE_VERSION: Final = 0x1B400000
"""``finenv.RawFinaleVersion``: the highest byte is the major version, the next half byte the minor one
(27.4).
"""
FINALE_VERSION: Final = 10000 + (RAW_FINALE_VERSION >> 24)
"""``finenv.FinaleVersion``: RGP Lua's way of numbering Finale 25 and later."""

LUA_VERSION: Final = "Lua 5.4"
LUAOSUTILS_VERSION: Final = "Luaosutils 2.5.0"
LUABRIDGE_VERSION: Final = "Postlude (lupa)"
"""``finenv.LuaBridgeVersion``: there is no LuaBridge here; the text says what binds the classes instead."""
