"""tinyxml2: the XML library of RGP Lua's scripts, its rules and its exact output, in Python.

Follows tinyxml2 10.0 by Lee Thomason (zlib licence), which RGP Lua has built in. All text is bytes: the
library never looks at more than ASCII, and what isn't UTF-8 goes through unchanged. A text ends at its first
NUL, as C's do.

It differs from the library where that would corrupt text or touch freed memory: a reference that isn't known
(``&nbsp;``) stays as it is wherever it stands, a node that was deleted says so, a node can't come below itself.
"""
