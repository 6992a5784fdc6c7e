"""Who speaks: city units with roles, organisations with field, areas, size and languages.

`Actor` is the frozen value that doors build and every rule above receives: the hat a person wears.
"""
