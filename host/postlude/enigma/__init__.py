"""A document: the .musx container, the record store, transactions, parts and Enigma text.

Nothing here knows Lua or an FC class. ``postlude.enigma.document.open_document`` is the way in.
"""
