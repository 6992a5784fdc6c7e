"""Stories across rooms, in a real Chromium, through pages only."""
