"""What is kept, where and for how long.

A closed process handed over to the city's case system as one package, its personal data destroyed when their time is
up with a record of it, and information requests answered over all rooms.
"""
