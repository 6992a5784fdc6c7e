"""The floor: the barest Django that does the same kind of work, under the same server settings as the site."""
