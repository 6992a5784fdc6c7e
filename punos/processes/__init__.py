"""Processes: one matter from the first announcement to what came of it, told in phases.

A process belongs to a city unit, to an organisation, or to both. Whatever still stands in the way of closing
it is a `Hold` that an upper room raises and lifts.
"""
