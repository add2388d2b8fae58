"""Line coverage of Lua: which lines can run, which did, and reports of it."""
