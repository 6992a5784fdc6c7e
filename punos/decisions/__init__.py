"""Decisions: what came of what was said.

The city's response to each theme, the sections of text it changed, decisions with their documents, measures with who
does what until when, and whether those who spoke feel heard.
"""
