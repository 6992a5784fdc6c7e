"""Stories across rooms, and tests of the house itself."""
