"""Tests of the classes of preferences."""
