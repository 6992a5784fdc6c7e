"""Files for office programs, written by hand as the standards describe them: spreadsheets and text documents.

No library is loaded and nothing is kept of what has been written, so that a long file costs a web process little.
"""
