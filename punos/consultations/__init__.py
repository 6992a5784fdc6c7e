"""Consultations: what is asked, in ordered parts, from when until when, and the results that come of it.

What is said and rated lives one floor down in `contributions`; the numbers are computed by the worker.
"""
