"""Talks to outside systems in which people have been asked as well: Kerro kantasi."""
