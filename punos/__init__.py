"""Punos, the product: rooms on floors, described in docs/map.md."""
