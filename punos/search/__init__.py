"""What can be found: one row for each thing that has a page, written by the room that owns the thing."""
