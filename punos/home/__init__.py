"""The top floor: front page, process pages that gather all rooms, desks, standing pages, health.

It knows every room below, and no room knows it.
"""
