"""The OpenAI client that Lua and Python plugins share."""
