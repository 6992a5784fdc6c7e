"""What this room asks outside systems."""
