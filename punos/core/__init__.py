"""What every room stands on: errors, forms, pages, languages, dates, components, PostgreSQL.

Core knows no subjects: no room is imported here, and no table lives here.
"""
