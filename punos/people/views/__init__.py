"""Signing in and out, one's own account, and the city's sign-in service."""
