"""Reports: what a consultation came to, ready to be handed on.

The matrix of statements, reports in office formats, who is missing, and the closing summary that goes back to those
who answered. Everything is read from the rooms below; only the choice of contents and the summary are written here.
"""
