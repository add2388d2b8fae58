"""Keys, pitches, times, and transposition."""
