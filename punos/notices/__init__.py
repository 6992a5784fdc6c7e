"""Notices: telling people what concerns them and what they follow, in their language, once.

Who follows what and how often, the list of notices on one's own page, and digests. Rooms above tell it whom a verb
concerns; letters go out through the outbox.
"""
