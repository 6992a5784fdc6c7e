"""Formats of the Swedish of Finland."""
