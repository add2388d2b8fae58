"""``postlude sweep``: many scripts on many documents, each run in a process of its own on a copy, to see what works."""
