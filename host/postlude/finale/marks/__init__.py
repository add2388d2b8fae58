"""What is attached to music: articulations, expressions, shapes, chords, repeats."""
