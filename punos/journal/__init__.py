"""The journal: one append-only line for each verb, with ids and never with names.

It feeds timelines, notices, feeds and the audit view; it is never read to compute state.
Beside it stand the stamps that keep cached pages fresh, the deliveries to other rooms, and the seal.
"""
