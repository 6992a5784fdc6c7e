"""The demo town: its cast, its organisations, its texts and the generators of what was said.

Sample material for `make demo` and for tests. Everything is invented except the bare facts of one
real process (dates, numbers, case numbers); `town` writes into Punos only through actions.
"""
