"""Themes: what runs through all that was said in a process, found by people and held to its sources.

A codebook for each process, the workbench on which contributions are given to themes, and how many voices hold each
theme. Nothing of what was said is copied here: whatever leaves the contributions leaves the themes at once.
"""
