"""Everything said in words, and who says it, whichever door it came through.

A `Thread` is the place it was said, a `Voice` who says it, a `Contribution` what was sent. Ratings of what
others said are narrow rows of their own.
"""
