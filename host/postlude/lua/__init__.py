"""One Lua 5.4 state a run: the runtime and its hardening, what crosses its border, the classes bound in it."""
