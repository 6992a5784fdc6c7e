"""The analysis library of Punos: what the answers of a consultation say, and how surely.

Values in, frozen dataclasses out. It knows no database and no web page, reads no clock, and draws chance
only from seeds that it is given, so that whoever has the same open data gets the same figures.

It is imported module by module: some of them need arrays, and a web process may only take those that do not.
"""
