"""Persons and signing in, nothing else.

What a person may do for a city unit or an organisation is said one floor up, in `organisations`.
"""
