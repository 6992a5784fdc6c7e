"""Stand-ins of the outside systems that Punos talks to, with the town's invented organisations and people.

They speak the shapes of the real ones, so that the demo and the tests need no network; `python -m town.neighbours`.
"""
