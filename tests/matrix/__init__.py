"""The privilege matrix: who meets what at every door and before every rule, against one reviewed file.

Columns are people and browsers of the town (columns.py); rows are addresses with their objects in each state
(doors.py) and rules (verbs.py), and pages on which something of somebody's might show (fields.py); what was
reviewed stands in expected.txt. `python -m tests.matrix write` writes that anew.
"""
