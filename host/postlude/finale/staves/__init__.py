"""Staves, groups, clefs, instruments, percussion and frets."""
