"""The outbox: mail that verbs of upper rooms ask for, kept until it has arrived or somebody has to look.

A letter is queued in the transaction of the verb it tells about, sent by the worker, and never sent twice.
"""
